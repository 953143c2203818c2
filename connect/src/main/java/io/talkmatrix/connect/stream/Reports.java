package io.talkmatrix.connect.stream;

import io.talkmatrix.media.live.Notice;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a room's clock sink has to say on {@code turn.events}. Safe for use from any thread. */
final class Reports {

    private static final System.Logger LOG = System.getLogger(Reports.class.getName());

    private final EventProducer producer;
    private final String sink;
    private final Clock clock;
    private final AtomicLong lost = new AtomicLong();

    Reports(EventProducer producer, String sink, Clock clock) {
        this.producer = producer;
        this.sink = sink;
        this.clock = clock;
    }

    String sink() {
        return sink;
    }

    void report(String room, Notice notice) {
        if (notice instanceof Notice.Started started) {
            send(room, started.turn(), started.generation(), Milestone.PLAYING, 0, 0);
        } else if (notice instanceof Notice.Played played) {
            send(room, played.turn(), played.generation(), Milestone.PLAYED, played.segment(), played.ptsSamples());
        }
    }

    /** @param turn the turn that was cut by the conductor's word */
    void cut(String room, String turn, Notice.Cut cut) {
        if (!cut.turn().isEmpty() && cut.ptsSamples() > 0) {
            send(room, cut.turn(), cut.turnGeneration(), Milestone.PLAYED, cut.segment(), cut.ptsSamples());
        }
        send(room, turn, cut.generation(), Milestone.SINK_CUT, -1, cut.ptsSamples());
    }

    private void send(String room, String turn, int generation, Milestone milestone, int segment, long pts) {
        TurnEvent event = new TurnEvent(
                room, turn, generation, sink, milestone, segment, pts, "", "", "", "", Map.of(), clock.millis());
        producer.send(Topics.TURN_EVENTS, event).whenComplete((written, failure) -> {
            if (failure != null && lost.getAndIncrement() == 0) {
                LOG.log(Level.WARNING, "{0} of room {1} could not be reported; more are counted only", milestone, room);
            }
        });
    }
}
