package io.talkmatrix.standalone.up;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.console.rtc.HttpRtcGateway;
import io.talkmatrix.console.rtc.Rtc;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.webrtc.WebRtcGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** By what this process answers WebRTC peers: a gateway of its own, or one in a child process. */
@ApplicationScoped
public class Peers {

    private final Rtc rtc;
    private final MeterRegistry meters;

    @Inject
    public Peers(Rtc rtc, MeterRegistry meters) {
        this.rtc = rtc;
        this.meters = meters;
    }

    /** The gateway of this process; it serves until what is returned is closed. */
    public AutoCloseable serve(Stack stack, Settings settings) {
        EventProducer producer = stack.producer(WebRtcGateway.SINK);
        LiveRooms rooms = LiveRooms.startPlain(
                WebRtcGateway.SINK, stack.kafka(), stack.registry(), stack.tables(), producer, meters, settings.live());
        try {
            WebRtcGateway gateway = new WebRtcGateway(
                    rooms, chunk -> producer.send(Topics.AUDIO_IN, chunk), settings.webrtc(), credential(), meters);
            rtc.open(gateway);
            return () -> {
                rtc.close();
                gateway.close();
                rooms.close();
                producer.close();
            };
        } catch (IllegalStateException e) {
            rooms.close();
            producer.close();
            throw new UserError(Kind.UNAVAILABLE, e.getMessage(), e);
        }
    }

    /** From now on offers are handed to the gateway among the stack's worker processes. */
    void ask(Stack stack, Settings settings) {
        rtc.open(new HttpRtcGateway(
                stack::webRtcAddress,
                variable(ProcessVariable.TALKMATRIX_CONSOLE_TOKEN),
                settings.webrtc().iceServers(credential())));
    }

    /** From now on peers are refused. */
    void close() {
        rtc.close();
    }

    private static Optional<String> credential() {
        return variable(ProcessVariable.TALKMATRIX_ICE_CREDENTIAL);
    }

    private static Optional<String> variable(ProcessVariable variable) {
        return Optional.ofNullable(System.getenv(variable.name()));
    }
}
