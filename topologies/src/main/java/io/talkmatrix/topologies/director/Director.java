package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.Verdict;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.topologies.director.DirectorState.Brief;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Chooses for one room at a time what its host takes up, and opens it as a turn. The caller keeps {@link DirectorState}
 * and hands in the time; the same input, state and time give the same. For one thread.
 *
 * <ul>
 *   <li>Comments are answered, questions first, one at a time; the others wait, are passed over, or grow too old.
 *   <li>Gifts of a few seconds are thanked for in one turn, however many; thanks that were cut are said again once.
 *   <li>The script is opened sentence by sentence, each when nothing else is said: so whatever was chosen cuts in at the
 *       end of a sentence, and the script goes on where it stopped. A sentence that was cut is said again, once.
 *   <li>What an operator asks for goes before everything else.
 * </ul>
 *
 * <p>Each live event leaves its reason: OPENED, COUNTED in another turn, or PASSED_OVER. A turn's id is made of the event's
 * time and the platform's id of it ({@link TurnIds}).
 */
final class Director {

    /** Stage name on everything the director writes. */
    static final String NAME = "director";

    private static final String CONDUCTOR = "conductor";
    private static final int PLANS_KEPT = 1_000;
    private static final int LONGEST_WORDS = 2_000;

    private final DirectorSettings settings;
    private final Texts texts;
    private final Intake intake;
    private final Choosing choosing = new Choosing();
    private final Map<Brief, RoomPlan> plans = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Brief, RoomPlan> eldest) {
            return size() > PLANS_KEPT;
        }
    };

    /** @param moderation says what may be used of a viewer's words */
    Director(DirectorSettings settings, Function<String, Verdict> moderation) {
        this.settings = settings;
        this.texts = new Texts(moderation);
        this.intake = new Intake(texts);
    }

    RoomPlan plan(Brief room) {
        return plans.computeIfAbsent(room, brief -> RoomPlan.of(brief, settings));
    }

    /** Something happened in the live room. */
    Direction on(DirectorState state, LiveEvent event, long now) {
        Scene scene = scene(event.room(), state, now);
        intake.take(scene, event);
        choosing.next(scene);
        return scene.direction();
    }

    /** The room was described, closed or, as {@link Room#closed}, deleted. */
    Direction on(DirectorState state, Room described, long now) {
        Scene scene = scene(described.room(), state, now);
        Brief brief = Brief.of(described);
        if (brief.equals(state.room())) {
            return Direction.nothing(state);
        }
        RoomPlan after = plan(brief);
        scene.brief = brief;
        scene.cursor = Running.in(scene.cursor, scene.plan, after);
        if (!brief.open()) {
            scene.waiting.forEach(it -> scene.verdict(Milestone.PASSED_OVER, it.turn(), "ROOM_NOT_OPEN"));
            scene.waiting.clear();
            scene.baskets.clear();
        } else if (!state.room().open() && scene.floor.active().isEmpty()) {
            scene.floor = scene.floor.quiet(now);
        }
        for (String complaint : after.complaints()) {
            scene.verdict(Milestone.PREPARE_FAILED, "", complaint);
        }
        return scene.direction();
    }

    /** A milestone was reported. */
    Direction on(DirectorState state, TurnEvent event, long now) {
        if (event.turn().isEmpty() || event.stage().equals(NAME)) {
            return Direction.nothing(state);
        }
        Scene scene = scene(event.room(), state, now);
        boolean decided = event.stage().equals(CONDUCTOR);
        Floor floor = decided ? scene.floor.in(event.generation()) : scene.floor;
        boolean active = event.turn().equals(floor.active());
        boolean ends = decided && event.milestone() == Milestone.TURN_ENDED;
        scene.floor = switch (event.milestone()) {
            case OPENED -> floor.opened(event.turn(), priority(event), null, now);
            case STARTED -> decided ? floor.started(event.turn(), now) : floor;
            case TURN_ENDED -> ends ? floor.ended(event.turn(), now) : floor;
            case PAUSED -> decided && active ? floor.pausedNow(true) : floor;
            case RESUMED -> decided && active ? floor.pausedNow(false) : floor;
            case FIRST_AUDIO -> active ? floor.audio(now) : floor;
            case SPOKEN -> active ? floor.spoken(event.ptsSamples(), now) : floor;
            case PLAYED ->
                active && event.stage().equals(scene.brief.clockSink()) ? floor.played(event.ptsSamples(), now) : floor;
            case NO_SPEECH,
                    SPEECH_END,
                    TRANSCRIBED,
                    QUEUED,
                    CUT,
                    FIRST_CLAUSE,
                    REPLIED,
                    FIRST_FRAME,
                    RENDERED,
                    SEGMENT_RENDERED,
                    SINK_CUT,
                    STAGE_FAILED,
                    SEGMENT_SPOKEN,
                    PLAYING,
                    PREPARED,
                    PREPARE_FAILED,
                    PASSED_OVER,
                    COUNTED,
                    ROOM_CHANGED -> floor;
        };
        if (ends) {
            state.floor().ours(event.turn()).ifPresent(ours -> Running.ended(scene, ours, event.detail()));
            choosing.next(scene);
        }
        return scene.direction();
    }

    private static int priority(TurnEvent opened) {
        return (int) Math.round(opened.figures().getOrDefault("priority", 30.0));
    }

    /** Somebody asked for something. */
    Direction on(DirectorState state, Command command, long now) {
        boolean concerns = command.kind() == Command.Kind.SAY || command.kind() == Command.Kind.DIRECT;
        if (!concerns || !state.room().open()) {
            return Direction.nothing(state);
        }
        Scene scene = scene(command.room(), state, now);
        if (!scene.first("command/" + command.commandId())) {
            return Direction.nothing(state);
        }
        if (command.kind() == Command.Kind.SAY) {
            say(scene, command);
        } else {
            switch (command.arguments().getOrDefault("do", "")) {
                case "hold" -> scene.held = true;
                case "go" -> scene.held = false;
                case "skip" -> Running.skip(scene);
                default ->
                    scene.verdict(Milestone.PREPARE_FAILED, "", "the director can hold, go and skip, nothing else");
            }
        }
        choosing.next(scene);
        return scene.direction();
    }

    private void say(Scene scene, Command command) {
        String text = command.arguments().getOrDefault("text", "").strip();
        String ask = command.arguments().getOrDefault("ask", "").strip();
        Kind kind = text.isEmpty() ? Kind.ASKED : Kind.SAY;
        String words = kind == Kind.SAY ? text : ask;
        String turn = TurnIds.of(command.atMillis(), scene.room, "command/" + command.commandId(), 0);
        long requests =
                scene.waiting.stream().filter(it -> it.kind() != Kind.COMMENT).count();
        String reason = !Texts.hasWords(words)
                ? "NO_WORDS"
                : words.length() > LONGEST_WORDS
                        ? "TOO_LONG"
                        : requests >= DirectorState.REQUESTS ? "QUEUE_FULL: " + requests + " requests wait" : "";
        Verdict verdict = texts.judged(words);
        if (reason.isEmpty() && verdict.dropped()) {
            reason = "BLOCKED by " + verdict.rules();
        }
        if (!reason.isEmpty()) {
            scene.verdict(Milestone.PASSED_OVER, turn, reason);
            return;
        }
        scene.waiting.add(new Candidate(
                turn,
                kind,
                kind.priority(),
                command.arguments().getOrDefault("user", ""),
                verdict.text(),
                command.atMillis(),
                scene.now));
    }

    /** Time passed. */
    Direction onTick(String room, DirectorState state, long now) {
        Scene scene = scene(room, state, now);
        choosing.next(scene);
        return scene.direction();
    }

    private Scene scene(String room, DirectorState state, long now) {
        return new Scene(room, state, plan(state.room()), now);
    }

    /** Events of a turn that are looked at; the others change nothing. */
    static boolean concerns(TurnEvent event) {
        return List.of(
                        Milestone.OPENED,
                        Milestone.STARTED,
                        Milestone.TURN_ENDED,
                        Milestone.PAUSED,
                        Milestone.RESUMED,
                        Milestone.FIRST_AUDIO,
                        Milestone.SPOKEN,
                        Milestone.PLAYED)
                .contains(event.milestone());
    }
}
