package io.talkmatrix.topologies.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConductorPropertyTest {

    private static final int STEPS = 300;

    private final ConductorSettings settings = new ConductorSettings(
            3,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofMillis(1500),
            Duration.ofSeconds(20),
            Duration.ofMillis(700),
            Duration.ofSeconds(5));
    private final Conductor conductor = new Conductor(settings);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyOpenedTurnEndsExactlyOnceWhateverHappens(long seed) {
        play(seed, 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyOpenedTurnEndsExactlyOnceThoughTheClockJumps(long seed) {
        play(seed, 3_600_000);
    }

    /** @param jump how far the clock is set forward or back now and then, in ms */
    private void play(long seed, long jump) {
        Random jumps = new Random(seed);
        RandomRoom room = new RandomRoom(seed);
        Log log = new Log();
        RoomState state = RoomState.empty().described("sink", false);
        long now = 1_000_000;
        for (int i = 0; i < STEPS; i++) {
            now += room.pause();
            if (jump > 0 && jumps.nextInt(STEPS / 3) == 0) {
                now += jumps.nextBoolean() ? jump : -Math.min(jump, now);
            }
            Object input = room.next(now);
            log.opened(input);
            Decision decision = decide(state, input, now);
            check(state, decision, input == null, now);
            log.take(decision);
            state = decision.state();
        }
        // Nobody says anything any more: time alone must end what is open, and none of it waits forever.
        long silent = now;
        while (!state.idle()) {
            now += 1_000;
            assertThat(now - silent).as("silence until all turns ended").isLessThan(600_000 + 3 * jump);
            Decision decision = conductor.onTick("room", state, now);
            check(state, decision, true, now);
            log.take(decision);
            state = decision.state();
        }

        assertThat(log.ends.keySet()).as("turns that ended").isEqualTo(log.opened);
        assertThat(log.ends).as("times each turn ended").allSatisfy((turn, times) -> assertThat(times)
                .isEqualTo(1));
        for (int priority = 0; priority <= 30; priority += 10) {
            List<String> equals = log.priorities.getOrDefault(priority, List.of());
            assertThat(log.startedUnspoken)
                    .as("order of START of turns of priority " + priority + " that nobody spoke")
                    .filteredOn(equals::contains)
                    .containsExactlyElementsOf(equals.stream()
                            .filter(log.startedUnspoken::contains)
                            .toList());
        }
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
            return conductor.on(state, event, now);
        }
        if (input instanceof Command command) {
            return conductor.on(state, command, now);
        }
        if (input instanceof Room room) {
            return conductor.on(state, room, now);
        }
        return conductor.onTick("room", state, now);
    }

    private void check(RoomState before, Decision decision, boolean ticked, long now) {
        RoomState after = decision.state();
        assertThat(after.queue().size()).isLessThanOrEqualTo(settings.queueCap());
        // A hold that ran out is noticed by the next tick.
        boolean held = ticked ? now < after.heldUntilMillis() : after.heldUntilMillis() > 0;
        assertThat(after.queue())
                .as("the most urgent first")
                .isSortedAccordingTo(Comparator.comparingInt(OpenTurn::priority).reversed());
        boolean free = !after.closed() && !held;
        assertThat(free && after.active().isEmpty() && !after.queue().isEmpty())
                .as("turns wait while nobody speaks")
                .isFalse();
        assertThat(after.pause().isPresent() && after.active().isEmpty())
                .as("paused without an active turn")
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

    /** What a follower of {@code turn.control} and {@code turn.events} sees, checked as it comes. */
    private static final class Log {

        private final Set<String> opened = new LinkedHashSet<>();
        private final Set<String> spoken = new HashSet<>();
        private final Map<String, Integer> ends = new HashMap<>();
        private final Map<Integer, List<String>> priorities = new HashMap<>();
        private final List<String> startedUnspoken = new ArrayList<>();
        private final Set<String> over = new HashSet<>();
        private Optional<String> active = Optional.empty();
        private boolean paused;
        private int generation;

        void opened(Object input) {
            if (input instanceof TurnEvent event && event.milestone() == Milestone.OPENED) {
                boolean first = opened.add(event.turn());
                if (event.stage().equals("asr")) {
                    spoken.add(event.turn());
                } else if (first) {
                    priorities
                            .computeIfAbsent(Priority.of(event).value(), key -> new ArrayList<>())
                            .add(event.turn());
                }
            }
        }

        void take(Decision decision) {
            decision.controls().forEach(this::follow);
            for (TurnEvent event : decision.events()) {
                if (event.milestone() == Milestone.TURN_ENDED) {
                    ends.merge(event.turn(), 1, Integer::sum);
                } else if (event.milestone() == Milestone.STARTED && !spoken.contains(event.turn())) {
                    startedUnspoken.add(event.turn());
                }
            }
        }

        private void follow(Control control) {
            assertThat(over).as("a word on a turn after its end: " + control).doesNotContain(control.turn());
            switch (control.kind()) {
                case START -> {
                    assertThat(active).as("started beside another turn").isEmpty();
                    active = Optional.of(control.turn());
                }
                case PAUSE, RESUME -> {
                    assertThat(active).contains(control.turn());
                    assertThat(paused).isEqualTo(control.kind() == Control.Kind.RESUME);
                    paused = !paused;
                }
                case CUT -> {
                    assertThat(active).contains(control.turn());
                    assertThat(control.generation()).isEqualTo(++generation);
                    end(control.turn());
                }
                case END -> end(control.turn());
            }
            assertThat(control.generation()).as("only CUT raises it").isEqualTo(generation);
        }

        private void end(String turn) {
            over.add(turn);
            if (active.filter(turn::equals).isPresent()) {
                active = Optional.empty();
                paused = false;
            }
        }
    }
}
