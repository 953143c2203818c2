package io.talkmatrix.console.api;

import io.talkmatrix.console.rtc.Rtc;
import io.talkmatrix.console.rtc.RtcGateway;
import io.talkmatrix.console.rtc.RtcGateway.Way;
import io.talkmatrix.console.rtc.RtcRefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** WebRTC peers: WHEP and WHIP for each room. */
@Path("/api/rooms/{room}")
@Tag(name = "webrtc")
public class RtcResource {

    private static final String SDP = "application/sdp";
    private static final int LONGEST_OFFER = 65_536;

    private final Rtc rtc;

    @Inject
    public RtcResource(Rtc rtc) {
        this.rtc = rtc;
    }

    @POST
    @Path("whep")
    @Consumes(SDP)
    @Produces(SDP)
    @Operation(operationId = "openWhep", summary = "The room's picture and sound: an SDP offer, answered (WHEP)")
    @APIResponse(
            responseCode = "201",
            description = "Location is the session, to be deleted",
            content = @Content(mediaType = SDP, schema = @Schema(implementation = String.class)))
    public Response watch(@PathParam("room") String room, String offer) {
        return open(Way.WHEP, room, offer);
    }

    @DELETE
    @Path("whep/{session}")
    @Operation(operationId = "closeWhep", summary = "Ends a WHEP session")
    @APIResponse(responseCode = "200", description = "It is over")
    public Response leave(@PathParam("room") String room, @PathParam("session") String session) {
        return close(Way.WHEP, room, session);
    }

    @POST
    @Path("whip")
    @Consumes(SDP)
    @Produces(SDP)
    @Operation(operationId = "openWhip", summary = "A microphone for the room: an SDP offer, answered (WHIP)")
    @APIResponse(
            responseCode = "201",
            description = "Location is the session, to be deleted",
            content = @Content(mediaType = SDP, schema = @Schema(implementation = String.class)))
    public Response speak(@PathParam("room") String room, String offer) {
        return open(Way.WHIP, room, offer);
    }

    @DELETE
    @Path("whip/{session}")
    @Operation(operationId = "closeWhip", summary = "Ends a WHIP session")
    @APIResponse(responseCode = "200", description = "It is over")
    public Response fallSilent(@PathParam("room") String room, @PathParam("session") String session) {
        return close(Way.WHIP, room, session);
    }

    private Response open(Way way, String room, String offer) {
        if (offer.length() > LONGEST_OFFER) {
            throw ProblemException.badRequest("an offer has at most " + LONGEST_OFFER + " characters");
        }
        RtcGateway.Answer answer = refusing(() -> gateway().open(way, room, offer));
        // Relative: behind a proxy that ends TLS, the scheme that is seen here is not the peer's.
        return Response.status(Response.Status.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        UriBuilder.fromPath("/api/rooms/{room}/{way}/{session}")
                                .build(room, way.path(), answer.id())
                                .toString())
                .type(SDP)
                .entity(answer.sdp())
                .build();
    }

    private Response close(Way way, String room, String session) {
        if (!refusing(() -> gateway().close(way, room, session))) {
            throw ProblemException.notFound("there is no such session, or no longer");
        }
        return Response.ok().build();
    }

    private RtcGateway gateway() {
        return rtc.gateway()
                .orElseThrow(() -> ProblemException.unavailable(
                        "WebRTC is not served here: start with ./talkmatrix up --webrtc, or run a worker webrtc"));
    }

    private static <T> T refusing(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (RtcRefusedException e) {
            throw switch (e.why()) {
                case OFFER -> ProblemException.badRequest(e.getMessage());
                case ROOM -> ProblemException.notFound(e.getMessage());
                case FULL -> ProblemException.tooMany(e.getMessage());
                case UNAVAILABLE -> ProblemException.unavailable(e.getMessage());
            };
        }
    }
}
