package io.talkmatrix.standalone.ops;

import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.topologies.debt.MediaDebt;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * What the stages owe, for a scaler: {@code {"tts": {"owedSeconds": 3.2, "oldestSeconds": 1.1, "turns": 2}, …}}. KEDA's
 * metrics-api reads it with {@code valueLocation: tts.owedSeconds}. 503 where the timeline does not run: a scaler must not take
 * "not known" for "nothing".
 */
@Path("/api/debt")
@Produces(MediaType.APPLICATION_JSON)
public class DebtResource {

    private final RunningStack running;

    @Inject
    public DebtResource(RunningStack running) {
        this.running = running;
    }

    @GET
    public Response debt() {
        return running.get()
                .flatMap(Stack::debt)
                .filter(MediaDebt::watched)
                .map(debt -> Response.ok(debt.read()).header("Cache-Control", "no-store"))
                .orElseGet(() -> Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .entity(Map.of("detail", "the timeline does not run in this process, or not yet")))
                .build();
    }
}
