package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is done with a room in a replay, in order: its input is fed, and the conductor's word is repeated, since stages act
 * on it. Pure.
 *
 * <p>A turn is only cut, paused or ended after what was recorded before that: where a recording was cut is a matter of
 * time, so at full speed a stage first has to make what it had made by then.
 */
record Plan(List<Step> steps) {

    /** One thing to do at its time. */
    sealed interface Step {

        /** When it happened, ms since the epoch. */
        long millis();

        /** A record of the first stage's input. */
        record Feed(long millis, Event event) implements Step {}

        /** Something asked of the host's looks, which the face stage takes up. */
        record Ask(long millis, Command command) implements Step {}

        /** The conductor's word, and before it the end of what it ends. */
        record Say(long millis, Control control) implements Step {}
    }

    Plan {
        steps = List.copyOf(steps);
    }

    /**
     * The plan of a recording.
     *
     * @param conducted whether the conductor's word is repeated; otherwise turns are started as they are heard
     */
    static Plan of(Recording recording, boolean conducted) {
        List<Step> steps = new ArrayList<>();
        recording.asks().forEach(asked -> steps.add(new Step.Ask(asked.millis(), (Command) asked.event())));
        recording.inputs().forEach(input -> steps.add(new Step.Feed(input.millis(), input.event())));
        if (conducted) {
            steps.addAll(words(recording));
        }
        // Stable: what was written in the same millisecond keeps the order of wish, input, word.
        steps.sort(Comparator.comparingLong(Step::millis));
        return new Plan(steps);
    }

    private static List<Step> words(Recording recording) {
        List<Step> words = new ArrayList<>();
        String active = "";
        Set<String> cut = new HashSet<>();
        for (TurnEvent event : recording.controls()) {
            switch (event.milestone()) {
                case STARTED -> {
                    active = event.turn();
                    words.add(say(event, active, Control.Kind.START));
                }
                case PAUSED -> words.add(say(event, active, Control.Kind.PAUSE));
                case RESUMED -> words.add(say(event, active, Control.Kind.RESUME));
                case CUT -> {
                    active = event.turn().equals(active) ? "" : active;
                    cut.add(event.turn());
                    words.add(say(event, active, Control.Kind.CUT));
                }
                case TURN_ENDED -> {
                    if (!cut.contains(event.turn())) {
                        active = event.turn().equals(active) ? "" : active;
                        words.add(say(event, active, Control.Kind.END));
                    }
                }
                default -> {
                    // no word of the conductor's
                }
            }
        }
        return words;
    }

    private static Step say(TurnEvent event, String active, Control.Kind kind) {
        long pts = Math.max(0, event.ptsSamples());
        return new Step.Say(
                event.atMillis(),
                new Control(
                        event.room(),
                        event.turn(),
                        event.generation(),
                        active,
                        kind,
                        event.detail(),
                        pts,
                        event.atMillis()));
    }

    /**
     * The same for full speed: what a turn is fed comes before the end of the turn before it, so that its voice is made
     * while that one is still being drawn. Only for stages that do not wait for a turn's start; whatever was paused or asked
     * for between two turns keeps them apart.
     */
    Plan ahead() {
        List<Step> ahead = new ArrayList<>();
        for (int at = 0; at < steps.size(); ) {
            if (!ends(steps.get(at))) {
                ahead.add(steps.get(at++));
                continue;
            }
            int next = at + 1;
            while (next < steps.size() && (steps.get(next) instanceof Step.Feed || starts(steps.get(next)))) {
                next++;
            }
            List<Step> following = steps.subList(at + 1, next);
            following.stream().filter(Step.Feed.class::isInstance).forEach(ahead::add);
            ahead.add(steps.get(at));
            following.stream().filter(Plan::starts).forEach(ahead::add);
            at = next;
        }
        return new Plan(ahead);
    }

    private static boolean ends(Step step) {
        return step instanceof Step.Say say
                && (say.control().kind() == Control.Kind.END || say.control().kind() == Control.Kind.CUT);
    }

    private static boolean starts(Step step) {
        return step instanceof Step.Say say && say.control().kind() == Control.Kind.START;
    }

    /** How much time lies between the first and the last input, ms. */
    long spanMillis() {
        return steps.isEmpty()
                ? 0
                : steps.stream().mapToLong(Step::millis).max().orElseThrow() - firstMillis();
    }

    long firstMillis() {
        return steps.stream().mapToLong(Step::millis).min().orElse(Long.MAX_VALUE);
    }

    /** The turn of an event of a stage's input; empty for sound. */
    static String turn(Event event) {
        return event instanceof TurnUnit unit ? unit.id().turn() : "";
    }

    /** The same asked at another time: what is asked of the face is out of date after some seconds. */
    static Command asked(Command command, long atMillis) {
        return new Command(
                command.room(),
                command.commandId(),
                command.kind(),
                command.turn(),
                command.arguments(),
                command.who(),
                command.why(),
                atMillis);
    }

    /** The feeling that is asked for, without the gesture. */
    static Command moodOf(Command command) {
        Map<String, String> mood = new HashMap<>(command.arguments());
        mood.keySet().retainAll(Set.of("emotion", "intensity"));
        return new Command(
                command.room(),
                command.commandId(),
                command.kind(),
                command.turn(),
                mood,
                command.who(),
                command.why(),
                command.atMillis());
    }

    /** True for the record that ends what a stage is given of a turn. */
    static boolean closes(Event event) {
        return event instanceof Utterance utterance && utterance.isFinal()
                || event instanceof ReplySegment segment && segment.last()
                || event instanceof SpeechChunk chunk && chunk.lastOfTurn();
    }

    static Set<String> languages(Recording recording) {
        Set<String> languages = new TreeSet<>();
        recording.take().turns().forEach(turn -> {
            turn.words().values().stream()
                    .filter(segment -> !segment.text().isBlank())
                    .map(ReplySegment::language)
                    .forEach(languages::add);
            turn.question()
                    .filter(question -> turn.words().isEmpty())
                    .map(Utterance::language)
                    .ifPresent(languages::add);
        });
        languages.remove("");
        return languages;
    }
}
