package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.replay.Comparison.Zero;
import io.talkmatrix.standalone.replay.RoomReplay.Outcome;
import io.talkmatrix.standalone.stack.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which turn of now is which of then: the one with the same id; of what was heard anew, the one that was captured at
 * nearly the same time, since an id names the exact chunk in which speech was noticed. Pure.
 */
final class TakePairs {

    private static final long NEAR_MILLIS = 1_500;

    private final Recording recording;
    private final Take now;
    private final Set<Role> stages;
    private final Outcome outcome;
    private final Set<String> taken = new HashSet<>();

    TakePairs(Recording recording, Take now, Set<Role> stages, Outcome outcome) {
        this.recording = recording;
        this.now = now;
        this.stages = stages;
        this.outcome = outcome;
    }

    /** One for each turn that was to be replayed, in order. */
    List<Comparison> comparisons() {
        recording.turns().stream().filter(turn -> now.find(turn).isPresent()).forEach(taken::add);
        List<Comparison> comparisons = new ArrayList<>();
        for (String turn : recording.turns()) {
            Optional<TurnTake> then = recording.take().find(turn);
            if (then.isEmpty() || !fed(then.get())) {
                continue;
            }
            TurnTake made = now.find(turn).or(() -> near(turn)).orElseGet(() -> new TurnTake(turn));
            comparisons.add(Comparison.of(recording.room().room(), then.get(), made, stages, zero(then.get())));
        }
        return comparisons;
    }

    /** A turn that was typed has no sound to be heard, one that was cut before its answer no words to be spoken. */
    private boolean fed(TurnTake then) {
        return stages.contains(Role.ASR)
                ? then.question()
                        .filter(question -> question.source() == Utterance.Source.SPEECH)
                        .isPresent()
                : outcome.fedMillis().containsKey(then.turn());
    }

    private Optional<TurnTake> near(String turn) {
        if (!stages.contains(Role.ASR)) {
            return Optional.empty();
        }
        Optional<TurnTake> near = now.turns().stream()
                .filter(made -> !taken.contains(made.turn()))
                .filter(made -> distance(turn, made) <= NEAR_MILLIS)
                .min(Comparator.comparingLong(made -> distance(turn, made)));
        near.ifPresent(made -> taken.add(made.turn()));
        return near;
    }

    private static long distance(String turn, TurnTake made) {
        try {
            return Math.abs(TurnIds.captureMillis(turn) - TurnIds.captureMillis(made.turn()));
        } catch (IllegalArgumentException e) {
            return Long.MAX_VALUE; // an id of somebody else's making
        }
    }

    /** From the end of speech where that is what was fed, else from the first record of the turn. */
    private Zero zero(TurnTake then) {
        if (stages.contains(Role.ASR)) {
            long end = then.question().orElseThrow().endMillis();
            Map.Entry<Long, Long> fed = outcome.soundMillis().floorEntry(end);
            return new Zero(OptionalLong.of(end), fed == null ? OptionalLong.empty() : OptionalLong.of(fed.getValue()));
        }
        OptionalLong recorded = recording.inputs().stream()
                .filter(input -> Plan.turn(input.event()).equals(then.turn()))
                .mapToLong(Recording.Recorded::millis)
                .findFirst();
        Long fed = outcome.fedMillis().get(then.turn());
        return new Zero(recorded, fed == null ? OptionalLong.empty() : OptionalLong.of(fed));
    }
}
