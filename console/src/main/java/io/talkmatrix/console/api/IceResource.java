package io.talkmatrix.console.api;

import io.talkmatrix.console.rtc.Rtc;
import io.talkmatrix.console.rtc.RtcGateway.IceServer;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a WebRTC peer has to know before it makes an offer. */
@Path("/api/webrtc")
@Tag(name = "webrtc")
public class IceResource {

    /**
     * Whether peers are served.
     *
     * @param available true if a gateway is there
     * @param iceServers STUN and TURN servers to use
     */
    public record RtcView(boolean available, List<IceServer> iceServers) {}

    private final Rtc rtc;

    @Inject
    public IceResource(Rtc rtc) {
        this.rtc = rtc;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getWebRtc", summary = "Whether WebRTC is served, and the ICE servers to use")
    public RtcView available() {
        return rtc.gateway()
                .map(gateway -> new RtcView(true, gateway.iceServers()))
                .orElseGet(() -> new RtcView(false, List.of()));
    }
}
