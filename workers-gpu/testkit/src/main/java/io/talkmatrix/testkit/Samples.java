package io.talkmatrix.testkit;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.stream.IntStream;

/** Events for tests of delivery: what they say does not matter, who they are does. */
public final class Samples {

    private static final long AT_MILLIS = 1_750_000_000_000L;

    private Samples() {}

    /** Id of a room's n-th turn. */
    public static String turn(String room, int n) {
        return TurnIds.of(AT_MILLIS + n, room, "test", n);
    }

    /** The final utterance of a room's n-th turn. */
    public static Utterance utterance(String room, int n) {
        UnitId id = new UnitId(room, turn(room, n), 0, 0, 0);
        return new Utterance(
                id, "question " + n, true, "en", Utterance.Source.TYPED, "", AT_MILLIS + n, AT_MILLIS + n, 0, "");
    }

    public static List<Utterance> utterances(String room, int count) {
        return IntStream.range(0, count).mapToObj(n -> utterance(room, n)).toList();
    }

    /** A clause of the answer to an utterance. */
    public static ReplySegment segment(Utterance utterance, int segment, boolean last) {
        return new ReplySegment(
                utterance.id().at(segment, 0),
                utterance.text() + ", clause " + segment,
                "en",
                Emotion.NEUTRAL,
                0.5f,
                ReplySegment.Source.ANSWER,
                "",
                last,
                "");
    }

    /** The conductor's word about a turn. */
    public static Control control(String room, String turn, int generation, Control.Kind kind) {
        String active = kind == Control.Kind.CUT || kind == Control.Kind.END ? "" : turn;
        return new Control(room, turn, generation, active, kind, "test", 0, AT_MILLIS);
    }
}
