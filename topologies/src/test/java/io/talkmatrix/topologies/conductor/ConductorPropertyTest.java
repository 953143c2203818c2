package io.talkmatrix.topologies.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConductorPropertyTest {

    private static final int STEPS = 300;

    private final ConductorSettings settings = new ConductorSettings(
            3, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMillis(100));
    private final Conductor conductor = new Conductor(settings);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyOpenedTurnEndsExactlyOnceAndTurnsStartInTheOrderOfOpening(long seed) {
        RandomRoom room = new RandomRoom(seed);
        Set<String> opened = new LinkedHashSet<>();
        Map<String, Integer> ends = new HashMap<>();
        List<String> started = new ArrayList<>();
        RoomState state = RoomState.empty();
        long now = 1_000_000;
        for (int i = 0; i < STEPS; i++) {
            now += room.pause();
            Object input = room.next(now);
            if (input instanceof TurnEvent event && event.milestone() == Milestone.OPENED) {
                opened.add(event.turn());
            }
            Decision decision = decide(state, input, now);
            check(state, decision);
            state = decision.state();
            collect(decision, ends, started);
        }
        while (!state.idle()) {
            now += settings.noProgress().toMillis() + 1;
            Decision decision = conductor.onTick("room", state, "sink", now);
            check(state, decision);
            state = decision.state();
            collect(decision, ends, started);
        }

        assertThat(ends.keySet()).as("turns that ended").isEqualTo(opened);
        assertThat(ends).as("times each turn ended").allSatisfy((turn, times) -> assertThat(times)
                .isEqualTo(1));
        assertThat(started)
                .as("order of START")
                .containsExactlyElementsOf(
                        opened.stream().filter(started::contains).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void decidingTheSameAgainGivesTheSame(long seed) {
        RandomRoom room = new RandomRoom(seed);
        RoomState state = RoomState.empty();
        long now = 0;
        for (int i = 0; i < STEPS; i++) {
            now += room.pause();
            Object input = room.next(now);
            Decision decision = decide(state, input, now);
            assertThat(decide(state, input, now)).isEqualTo(decision);
            state = decision.state();
        }
    }

    private Decision decide(RoomState state, Object input, long now) {
        if (input instanceof TurnEvent event) {
            return conductor.on(state, event, "sink", now);
        }
        if (input instanceof Command command) {
            return conductor.on(state, command, now);
        }
        return conductor.onTick("room", state, "sink", now);
    }

    private void check(RoomState before, Decision decision) {
        RoomState after = decision.state();
        assertThat(after.queue().size()).isLessThanOrEqualTo(settings.queueCap());
        assertThat(after.active().isEmpty() && !after.queue().isEmpty())
                .as("turns wait while nobody speaks")
                .isFalse();
        long cuts = decision.controls().stream()
                .filter(control -> control.kind() == Control.Kind.CUT)
                .count();
        assertThat(after.generation()).isEqualTo(before.generation() + (int) cuts);
        if (!decision.controls().isEmpty()) {
            Control last = decision.controls().get(decision.controls().size() - 1);
            assertThat(last.activeTurn())
                    .isEqualTo(after.active().map(OpenTurn::turn).orElse(""));
            assertThat(last.generation()).isEqualTo(after.generation());
        }
    }

    private static void collect(Decision decision, Map<String, Integer> ends, List<String> started) {
        for (TurnEvent event : decision.events()) {
            if (event.milestone() == Milestone.TURN_ENDED) {
                ends.merge(event.turn(), 1, Integer::sum);
            } else if (event.milestone() == Milestone.STARTED) {
                started.add(event.turn());
            }
        }
    }
}
