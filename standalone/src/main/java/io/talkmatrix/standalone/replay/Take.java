package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.Utterance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was made of a room's turns, then or now, in the order they were first seen. For one thread. */
final class Take {

    private final Map<String, TurnTake> turns = new LinkedHashMap<>();

    /** Takes in what is about a turn; everything else is passed over. */
    void add(Event event) {
        if (event instanceof Utterance utterance) {
            turn(utterance.id().turn()).add(utterance);
        } else if (event instanceof ReplySegment segment) {
            turn(segment.id().turn()).add(segment);
        } else if (event instanceof SpeechChunk chunk) {
            turn(chunk.id().turn()).add(chunk);
        } else if (event instanceof FrameGroup group) {
            turn(group.id().turn()).add(group);
        } else if (event instanceof TurnEvent milestone && !milestone.turn().isEmpty()) {
            turn(milestone.turn()).add(milestone);
        }
    }

    private TurnTake turn(String id) {
        return turns.computeIfAbsent(id, TurnTake::new);
    }

    Optional<TurnTake> find(String turn) {
        return Optional.ofNullable(turns.get(turn));
    }

    Collection<TurnTake> turns() {
        return turns.values();
    }
}
