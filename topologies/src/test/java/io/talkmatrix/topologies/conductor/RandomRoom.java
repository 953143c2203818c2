package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A room in which anything may happen, in any order, more than once: seeded input for property tests. */
final class RandomRoom {

    private static final Milestone[] STAGE_MILESTONES = {
        Milestone.FIRST_CLAUSE, Milestone.REPLIED, Milestone.FIRST_AUDIO, Milestone.SPOKEN, Milestone.PLAYED,
        Milestone.PLAYED, Milestone.PLAYING, Milestone.RENDERED, Milestone.STAGE_FAILED, Milestone.NO_SPEECH,
        Milestone.SINK_CUT
    };

    private final Random random;
    private final List<Object> sent = new ArrayList<>();
    private int opened;
    private int commands;

    RandomRoom(long seed) {
        random = new Random(seed);
    }

    static TurnEvent event(
            String room, String turn, Milestone milestone, String stage, long pts, String detail, long atMillis) {
        return new TurnEvent(room, turn, 0, stage, milestone, -1, pts, "", "", "", detail, Map.of(), atMillis);
    }

    static Command command(String room, String id, Command.Kind kind, String turn, long atMillis) {
        return command(room, id, kind, turn, "operator", atMillis);
    }

    static Command command(String room, String id, Command.Kind kind, String turn, String who, long atMillis) {
        return new Command(room, id, kind, turn, Map.of(), who, "barge-in", atMillis);
    }

    /** A turn that the director opened. */
    static TurnEvent opened(String room, String turn, int priority, int cutsBelow, long atMillis) {
        Map<String, Double> figures = Map.of("priority", (double) priority, "cutsBelow", (double) cutsBelow);
        return new TurnEvent(room, turn, 0, "director", Milestone.OPENED, -1, -1, "", "", "", "", figures, atMillis);
    }

    /** A turn that somebody spoke. */
    static TurnEvent spoken(String room, String turn, long startMillis, long endMillis, long atMillis) {
        Map<String, Double> figures =
                Map.of("speechStartMillis", (double) startMillis, "speechEndMillis", (double) endMillis);
        return new TurnEvent(room, turn, 0, "asr", Milestone.OPENED, -1, -1, "", "", "", "", figures, atMillis);
    }

    static Room described(String room, String clockSink, boolean closed) {
        Room known = Room.of(room);
        return known.toBuilder()
                .state(closed ? Room.State.CLOSED : Room.State.OPEN)
                .outputs(List.of(clockSink))
                .clockSink(clockSink)
                .build();
    }

    /** Milliseconds that pass before the next input. */
    long pause() {
        return random.nextInt(20) == 0 ? random.nextInt(15_000) : random.nextInt(300);
    }

    /** A {@link TurnEvent}, a {@link Command}, a {@link Room}, or null for a tick. */
    Object next(long nowMillis) {
        int dice = random.nextInt(100);
        if (dice < 15) {
            return null;
        }
        if (dice < 30 && !sent.isEmpty()) {
            return sent.get(random.nextInt(sent.size()));
        }
        Object made = dice < 45
                ? open(nowMillis)
                : dice < 86 ? milestone(nowMillis) : dice < 99 ? ask(nowMillis) : describe();
        sent.add(made);
        return made;
    }

    private TurnEvent open(long nowMillis) {
        String turn = "t" + opened++;
        if (random.nextInt(3) > 0) {
            return opened("room", turn, 10 * random.nextInt(4), random.nextInt(4) == 0 ? 25 : 0, nowMillis);
        }
        long end = nowMillis - random.nextInt(600);
        return spoken("room", turn, end - random.nextInt(3_000), end, nowMillis);
    }

    private Room describe() {
        return described("room", "sink", random.nextBoolean());
    }

    private TurnEvent milestone(long nowMillis) {
        Milestone milestone = STAGE_MILESTONES[random.nextInt(STAGE_MILESTONES.length)];
        long pts = milestone == Milestone.SPOKEN ? 48_000 : random.nextInt(60_000);
        return event("room", someTurn(), milestone, "sink", pts, "reason", nowMillis);
    }

    private Command ask(long nowMillis) {
        Command.Kind[] kinds = Command.Kind.values();
        String turn = random.nextBoolean() ? "" : someTurn();
        Command.Kind kind = kinds[random.nextInt(kinds.length)];
        String who = random.nextBoolean() ? "asr" : "operator";
        return command("room", "c" + commands++, kind, turn, who, nowMillis);
    }

    private String someTurn() {
        return "t" + Math.max(0, opened - 1 - random.nextInt(5));
    }
}
