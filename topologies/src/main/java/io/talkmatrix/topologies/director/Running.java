package io.talkmatrix.topologies.director;

import io.talkmatrix.topologies.director.DirectorState.Cursor;

/** Moves the script on: by the ends of its turns, by new settings, by an operator. */
final class Running {

    private static final int MOST_TRIES = 2;
    private static final long REST_MILLIS = 500;
    private static final int MOST_DOUBLINGS = 6; // 32 s
    private static final String COMPLETED = "COMPLETED";

    private Running() {}

    /** A turn of ours ended. */
    static void ended(Scene scene, Ours ours, String outcome) {
        boolean heard = outcome.equals(COMPLETED);
        boolean byItself = ours.kind() == Kind.SCRIPT || ours.kind() == Kind.IDLE;
        int failed = heard ? 0 : scene.cursor.failed() + (outcome.startsWith("FAILED") ? 1 : 0);
        // A voice that is broken is not asked for a sentence ten times a second.
        long restedAt = scene.now + (REST_MILLIS << Math.min(MOST_DOUBLINGS, failed));
        if (ours.kind() == Kind.SCRIPT && isCurrent(scene, ours)) {
            boolean enough = heard || scene.cursor.tries() + 1 >= MOST_TRIES;
            scene.cursor = enough ? after(scene) : scene.cursor.again(restedAt);
        }
        if (byItself) {
            scene.cursor = scene.cursor.failed(failed, failed > 0 ? restedAt : scene.cursor.nextAtMillis());
        } else if (ours.kind() == Kind.GIFTS && !heard && ours.basket().tries() == 0) {
            // Nobody's gift goes without thanks because somebody spoke in between.
            scene.baskets.add(ours.basket().again(scene.newTurn("thanks"), scene.now));
        }
    }

    private static boolean isCurrent(Scene scene, Ours ours) {
        return ours.item() == scene.cursor.item()
                && ours.sentence() == scene.cursor.sentence()
                && ours.item() < scene.plan.items().size();
    }

    private static Cursor after(Scene scene) {
        Cursor at = scene.cursor;
        RoomPlan.Item item = scene.plan.items().get(at.item());
        return at.sentence() + 1 < item.sentences().size()
                ? at.at(at.item(), at.sentence() + 1, at.round(), scene.now)
                : nextItem(scene, scene.now + item.waitMillis());
    }

    private static Cursor nextItem(Scene scene, long atMillis) {
        Cursor at = scene.cursor;
        boolean end = at.item() + 1 >= scene.plan.items().size();
        return at.at(end ? 0 : at.item() + 1, 0, at.round() + (end ? 1 : 0), atMillis);
    }

    /** An operator has enough of this item. */
    static void skip(Scene scene) {
        if (scene.plan.items().isEmpty()) {
            return;
        }
        scene.cursor = nextItem(scene, scene.now);
        scene.floor.ours().stream()
                .filter(it -> it.kind() == Kind.SCRIPT)
                .forEach(it -> scene.interrupt(it.turn(), "skipped by an operator"));
    }

    /** Another script: goes on with the item that was being said if it is still there. */
    static Cursor in(Cursor at, RoomPlan before, RoomPlan after) {
        if (before.items().equals(after.items())
                && at.item() < Math.max(1, after.items().size())) {
            return at;
        }
        int same = at.item() < before.items().size()
                ? after.items().indexOf(before.items().get(at.item()))
                : -1;
        return at.at(Math.max(0, same), same < 0 ? 0 : at.sentence(), at.round(), at.nextAtMillis());
    }
}
