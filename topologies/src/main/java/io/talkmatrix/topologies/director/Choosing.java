package io.talkmatrix.topologies.director;

import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.topologies.director.DirectorState.Cursor;
import io.talkmatrix.topologies.director.DirectorState.Taken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what comes next in a room: a request, thanks, a comment, the script, a line that bridges silence. */
final class Choosing {

    private static final int NAMES = 3;
    /** A voice needs as much to begin. */
    private static final long VOICE_MILLIS = 2_500;
    /** A turn that was just started is given as much, however long it was quiet before. */
    private static final long PATIENCE_MILLIS = 3_000;

    /** Looks at the clock and opens at most one turn. */
    void next(Scene scene) {
        if (!scene.brief.open()) {
            return;
        }
        scene.floor = scene.floor.withoutForgotten(scene.now);
        passOverTheOld(scene);
        endSilence(scene);
        if (request(scene)) {
            return;
        }
        if (scene.held || scene.floor.paused()) {
            return;
        }
        Optional<Candidate> comment = comment(scene);
        Optional<Basket> basket = basket(scene);
        boolean alternate = comment.isPresent() && scene.last != null && scene.last.gathers();
        if (basket.isPresent()
                && !alternate
                && mayOpen(scene, basket.get().kind().priority())) {
            gathered(scene, basket.get());
        } else if (comment.isPresent() && mayOpen(scene, comment.get().priority())) {
            answered(scene, comment.get());
        } else if (scene.floor.idle() && comment.isEmpty() && basket.isEmpty()) {
            byItself(scene);
        }
    }

    private static void passOverTheOld(Scene scene) {
        long most = scene.settings.maxAge().toMillis();
        for (Candidate old : List.copyOf(scene.waiting)) {
            if (old.kind() == Kind.COMMENT && scene.now - old.sinceMillis() > most) {
                scene.waiting.remove(old);
                scene.verdict(Milestone.PASSED_OVER, old.turn(), "TOO_OLD: waited " + most / 1000 + " s");
            }
        }
    }

    /** What is silent for too long in a room that promises not to be is cut. */
    private static void endSilence(Scene scene) {
        boolean watched = scene.plan.speaksByItself() && !scene.held && !scene.floor.paused();
        String active = scene.floor.active();
        if (!watched || active.isEmpty()) {
            return;
        }
        long silent = scene.now - scene.floor.silentSince(scene.brief.withSink(), scene.now);
        boolean hangs = silent > scene.settings.longestSilence().toMillis() - VOICE_MILLIS
                && scene.now - scene.floor.activeSince() > PATIENCE_MILLIS;
        if (hangs && scene.first("silent/" + active)) {
            scene.interrupt(active, "silent for " + silent / 1000 + " s");
        }
    }

    /** What an operator wants said or answered goes before everything else. */
    private static boolean request(Scene scene) {
        Optional<Candidate> request = scene.waiting.stream()
                .filter(it -> it.kind() != Kind.COMMENT)
                .max(Comparator.comparingInt(Candidate::priority));
        if (request.isEmpty()) {
            return false;
        }
        Candidate chosen = request.get();
        scene.waiting.remove(chosen);
        scene.open(
                chosen.turn(),
                chosen.kind(),
                chosen.priority(),
                chosen.user(),
                chosen.text(),
                chosen.atMillis(),
                Map.of(),
                "an operator asked for it",
                new Ours(chosen.turn(), chosen.kind(), -1, -1, null));
        return true;
    }

    private static boolean mayOpen(Scene scene, int priority) {
        boolean soon = scene.floor.remainingMillis(scene.brief.withSink(), scene.now)
                <= scene.settings.openAhead().toMillis();
        return soon && priority > scene.floor.mostUrgentUnstarted();
    }

    private static Optional<Candidate> comment(Scene scene) {
        if (scene.taken.size() >= scene.settings.roomPerMinute()) {
            return Optional.empty();
        }
        return scene.waiting.stream()
                .filter(it -> it.kind() == Kind.COMMENT)
                .max(Comparator.comparingInt(Candidate::priority)
                        .thenComparing(
                                Comparator.comparingLong(Candidate::sinceMillis).reversed()));
    }

    private static void answered(Scene scene, Candidate chosen) {
        long comments =
                scene.waiting.stream().filter(it -> it.kind() == Kind.COMMENT).count();
        scene.waiting.remove(chosen);
        Scene.keep(scene.taken, new Taken(chosen.user(), scene.now), DirectorState.TAKEN);
        String what = chosen.priority() == Kind.QUESTION ? "a question" : "a comment";
        scene.open(
                chosen.turn(),
                Kind.COMMENT,
                chosen.priority(),
                chosen.user(),
                chosen.text(),
                chosen.atMillis(),
                Map.of(),
                what + ", first of " + comments,
                new Ours(chosen.turn(), Kind.COMMENT, -1, -1, null));
    }

    /** Thanks or a greeting whose time to gather is over. */
    private static Optional<Basket> basket(Scene scene) {
        return scene.baskets.stream()
                .filter(it -> scene.now - it.sinceMillis() >= gathering(scene, it.kind()))
                .max(Comparator.comparingInt((Basket it) -> it.kind().priority())
                        .thenComparing(
                                Comparator.comparingLong(Basket::sinceMillis).reversed()));
    }

    private static long gathering(Scene scene, Kind kind) {
        DirectorSettings settings = scene.settings;
        return switch (kind) {
            case GIFTS -> settings.giftWindow().toMillis();
            case FOLLOWED -> settings.followWindow().toMillis();
            case WELCOME -> settings.enterWindow().toMillis();
            case COMMENT, ASKED, SAY, SCRIPT, IDLE -> 0;
        };
    }

    private static void gathered(Scene scene, Basket basket) {
        scene.baskets.remove(basket);
        String language = Intake.language(scene);
        List<String> lines = new ArrayList<>();
        for (Basket.Line line :
                basket.lines().subList(0, Math.min(NAMES, basket.lines().size()))) {
            lines.add(said(line, language));
        }
        int others = basket.lines().size() - lines.size() + basket.otherEvents();
        if (others > 0) {
            lines.add(language.equals("zh") ? "还有其他" + others + "位朋友" : others + " more");
        }
        String list = Wording.list(lines, language);
        Map<String, String> templates =
                switch (basket.kind()) {
                    case FOLLOWED -> scene.settings.followed();
                    case WELCOME -> scene.settings.welcome();
                    case GIFTS, COMMENT, ASKED, SAY, SCRIPT, IDLE -> scene.settings.thanks();
                };
        String template = templates.getOrDefault(language, templates.getOrDefault("en", "{gifts}{users}"));
        String text = Wording.fill(
                template,
                Map.of("gifts", list, "users", list, "username", list, "gift_name", list),
                scene.seedOf(basket.turn()));
        scene.open(
                basket.turn(),
                basket.kind(),
                basket.kind().priority(),
                "",
                text,
                basket.sinceMillis(),
                Map.of("emotion", "happy", "intensity", "0.7"),
                basket.events() + " events together",
                new Ours(basket.turn(), basket.kind(), -1, -1, basket));
    }

    private static String said(Basket.Line line, String language) {
        if (line.gift().isEmpty()) {
            return line.user();
        }
        boolean several = line.count() > 1;
        return language.equals("zh")
                ? line.user() + "送的" + (several ? line.count() + "个" : "") + line.gift()
                : (several ? line.count() + " × " : "") + line.gift() + " from " + line.user();
    }

    /** The script, or in a room without one a line that bridges silence. */
    private static void byItself(Scene scene) {
        Cursor cursor = scene.cursor;
        if (!scene.plan.items().isEmpty()) {
            long latest = scene.floor.quietSince() + quiet(scene);
            boolean rests = cursor.tries() > 0 || cursor.failed() > 0;
            if (scene.now >= (rests ? cursor.nextAtMillis() : Math.min(cursor.nextAtMillis(), latest))) {
                script(scene);
            }
            return;
        }
        String language = Intake.language(scene);
        List<String> idle = scene.settings.idle().getOrDefault(language, List.of());
        long quiet = scene.now - scene.floor.quietSince();
        boolean rested = cursor.failed() == 0 || scene.now >= cursor.nextAtMillis();
        if (!idle.isEmpty() && rested && quiet >= quiet(scene)) {
            String turn = scene.newTurn("idle");
            String line = idle.get((int) Math.floorMod(cursor.idle(), (long) idle.size()));
            scene.cursor = cursor.idled();
            scene.open(
                    turn,
                    Kind.IDLE,
                    Kind.IDLE.priority(),
                    "",
                    line,
                    scene.now,
                    Map.of(),
                    "nothing was said for " + quiet / 1000 + " s",
                    new Ours(turn, Kind.IDLE, -1, -1, null));
        }
    }

    /** How long nothing is said on purpose: what comes then may fail once, and the silence is still within its limit. */
    private static long quiet(Scene scene) {
        return scene.settings.longestSilence().toMillis() * 2 / 5;
    }

    private static void script(Scene scene) {
        Cursor at = scene.cursor;
        RoomPlan.Item item = scene.plan.items().get(at.item());
        String turn = scene.newTurn("script");
        Map<String, String> how = new HashMap<>(item.directions());
        how.put("item", Integer.toString(at.item() + 1));
        scene.open(
                turn,
                Kind.SCRIPT,
                Kind.SCRIPT.priority(),
                "",
                item.sentences().get(at.sentence()),
                scene.now,
                how,
                "item " + (at.item() + 1) + " of " + scene.plan.items().size() + ", sentence " + (at.sentence() + 1)
                        + " of " + item.sentences().size() + ", round " + (at.round() + 1),
                new Ours(turn, Kind.SCRIPT, at.item(), at.sentence(), null));
    }
}
