package io.talkmatrix.standalone.bench;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The voice as it would be without streaming, for comparison: begins when the whole answer is there, and lets nothing out
 * before all of it is spoken. Rooms that are not asked for are streamed as always.
 */
record WholeVoice(Stage<ReplySegment> voice, Predicate<String> rooms) implements Stage<ReplySegment> {

    @Override
    public String name() {
        return voice.name();
    }

    @Override
    public Class<ReplySegment> input() {
        return voice.input();
    }

    @Override
    public EngineInfo engine() {
        return voice.engine();
    }

    @Override
    public List<String> prepare(Room room) throws InterruptedException {
        return voice.prepare(room);
    }

    @Override
    public RoomSession<ReplySegment> open(StageRoom room) {
        RoomSession<ReplySegment> streamed = voice.open(room);
        return rooms.test(room.id()) ? new Whole(streamed) : streamed;
    }

    @Override
    public void close() {
        voice.close();
    }

    /** Something the voice wrote, to be written later. */
    @FunctionalInterface
    private interface Written {
        void to(StageOutput out) throws InterruptedException;
    }

    private static final class Whole implements RoomSession<ReplySegment> {

        private final RoomSession<ReplySegment> voice;
        private final List<ReplySegment> answer = new ArrayList<>();

        Whole(RoomSession<ReplySegment> voice) {
            this.voice = voice;
        }

        @Override
        public void handle(ReplySegment segment, StageOutput out) throws InterruptedException {
            if (!answer.isEmpty()
                    && !answer.get(0).id().turn().equals(segment.id().turn())) {
                answer.clear();
            }
            answer.add(segment);
            if (!segment.last()) {
                return;
            }
            List<Written> spoken = new ArrayList<>();
            StageOutput kept = new StageOutput() {
                @Override
                public void emit(TurnUnit unit) {
                    spoken.add(to -> to.emit(unit));
                }

                @Override
                public void report(TurnEvent event) {
                    spoken.add(to -> to.report(event));
                }

                @Override
                public void request(Command command) {
                    spoken.add(to -> to.request(command));
                }
            };
            for (ReplySegment part : List.copyOf(answer)) {
                voice.handle(part, kept);
            }
            answer.clear();
            for (Written one : spoken) {
                one.to(out);
            }
        }

        @Override
        public void close() {
            voice.close();
        }
    }
}
