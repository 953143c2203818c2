package io.talkmatrix.console.api;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as problem documents. */
public class ProblemMapper {

    @ServerExceptionMapper
    public Response refused(ProblemException refused) {
        return Response.status(refused.problem().status())
                .type(Problem.MEDIA_TYPE)
                .entity(refused.problem())
                .build();
    }
}
