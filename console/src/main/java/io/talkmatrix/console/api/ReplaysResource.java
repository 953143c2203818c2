package io.talkmatrix.console.api;

import io.talkmatrix.console.replay.Past;
import io.talkmatrix.console.replay.PastTurns;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Replays that were begun from a past turn. */
@Path("/api/replays")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "turns")
public class ReplaysResource {

    private final Desk desk;
    private final PastTurns turns;

    @Inject
    public ReplaysResource(Desk desk, PastTurns turns) {
        this.desk = desk;
        this.turns = turns;
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getReplay", summary = "How a replay is, and its report once it is done")
    public Past.Replay replay(@PathParam("id") String id) {
        desk.served();
        return turns.past()
                .orElseThrow(() -> ProblemException.unavailable("this process keeps no past turns"))
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("there is no replay " + RoomForm.quoted(id)));
    }
}
