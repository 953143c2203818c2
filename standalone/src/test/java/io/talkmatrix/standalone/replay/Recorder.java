package io.talkmatrix.standalone.replay;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.testkit.KafkaFixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Has live stages answer spoken questions of one room, and says what a conductor would say. For one thread. */
final class Recorder {

    private final KafkaFixture kafka;
    private final String room;
    private final List<RoomHistory.Exchange> said = new ArrayList<>();
    private long captured = System.currentTimeMillis() - 60_000;
    private int asked;
    private int generation;

    Recorder(KafkaFixture kafka, String room) {
        this.kafka = kafka;
        this.room = room;
    }

    /** A whole turn. @return its id */
    String turn(String question) {
        String turn = ask(question);
        await(turn, true);
        end(turn, Milestone.TURN_ENDED, Control.Kind.END, "COMPLETED");
        return turn;
    }

    /** A turn that is cut when its first clause is drawn. @return its id */
    String cutTurn(String question) {
        String turn = ask(question);
        await(turn, false);
        generation++;
        end(turn, Milestone.CUT, Control.Kind.CUT, "barge-in");
        kafka.send(Topics.TURN_EVENTS, event(turn, Milestone.TURN_ENDED, "INTERRUPTED"));
        return turn;
    }

    private String ask(String question) {
        captured += 5_000;
        String turn = TurnIds.of(captured, room, "mic", asked);
        kafka.send(
                Topics.AUDIO_IN,
                new AudioChunk(
                        room,
                        "mic",
                        asked++,
                        captured,
                        question.getBytes(StandardCharsets.UTF_8),
                        AudioChunk.Endpointing.VAD,
                        false));
        kafka.await(Topics.TEXT_ASR, room, all -> all.stream()
                .anyMatch(of -> of.event().id().turn().equals(turn)));
        kafka.send(Topics.TURN_EVENTS, event(turn, Milestone.STARTED, ""));
        kafka.send(Topics.TURN_CONTROL, control(turn, turn, Control.Kind.START));
        return turn;
    }

    private void await(String turn, boolean whole) {
        kafka.await(Topics.VIDEO_FRAMES, room, all -> all.stream()
                .anyMatch(of -> of.event().id().turn().equals(turn)
                        && (whole ? of.event().lastOfTurn() : of.event().id().seq() == 2)));
    }

    private void end(String turn, Milestone milestone, Control.Kind kind, String detail) {
        said.add(new RoomHistory.Exchange(turn, "?", "!", "en", false, System.currentTimeMillis()));
        kafka.send(Topics.TURN_EVENTS, event(turn, milestone, detail));
        kafka.send(Topics.TURN_CONTROL, control(turn, "", kind));
        kafka.send(Topics.ROOM_HISTORY, new RoomHistory(room, said));
    }

    private Control control(String turn, String active, Control.Kind kind) {
        return new Control(room, turn, generation, active, kind, "", 0, System.currentTimeMillis());
    }

    private TurnEvent event(String turn, Milestone milestone, String detail) {
        return Stand.event(new UnitId(room, turn, generation, 0, 0), "conductor", milestone, -1, detail);
    }
}
