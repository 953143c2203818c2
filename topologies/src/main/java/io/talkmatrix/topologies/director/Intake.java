package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.Action;
import io.talkmatrix.moderation.Verdict;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.topologies.director.DirectorState.Heard;
import io.talkmatrix.topologies.director.DirectorState.Window;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** Lets live events in, or passes them over with the reason. */
final class Intake {

    /** Who gave something before that is not thanked when a room comes back after a long time. */
    private static final long OLDEST_GIFT_MILLIS = 600_000;

    private final Texts texts;

    Intake(Texts texts) {
        this.texts = texts;
    }

    void take(Scene scene, LiveEvent event) {
        String turn = event.turn();
        if (!scene.brief.open()) {
            pass(scene, turn, "ROOM_NOT_OPEN");
        } else if (!scene.first(event.platform() + "/" + event.platformId())) {
            pass(scene, turn, "SEEN_BEFORE");
        } else if (event.kind() == LiveEvent.Kind.GIFT && scene.now - event.atMillis() > OLDEST_GIFT_MILLIS) {
            pass(scene, turn, "TOO_OLD: a gift of " + (scene.now - event.atMillis()) / 60_000 + " min ago");
        } else {
            switch (event.kind()) {
                case COMMENT -> comment(scene, event, turn);
                case GIFT -> gather(scene, Kind.GIFTS, turn, gift(scene, event));
                case FOLLOW -> gather(scene, Kind.FOLLOWED, turn, person(scene, event));
                case ENTER -> enter(scene, event, turn);
                case LIKE -> pass(scene, turn, "LIKES_ARE_NOT_ANSWERED");
            }
        }
    }

    private static void pass(Scene scene, String turn, String reason) {
        scene.verdict(Milestone.PASSED_OVER, turn, reason);
    }

    private void comment(Scene scene, LiveEvent event, String turn) {
        long age = scene.now - event.atMillis();
        Verdict verdict = texts.judged(event.text());
        String text = Texts.comment(verdict.text());
        String letters = Similarity.letters(text);
        if (age > scene.settings.maxAge().toMillis()) {
            pass(scene, turn, "TOO_OLD: " + age / 1000 + " s");
        } else if (verdict.dropped()) {
            pass(scene, turn, "BLOCKED by " + verdict.rules());
        } else if (!Texts.hasWords(text)) {
            pass(scene, turn, "NO_WORDS");
        } else {
            Optional<Heard> like = like(scene, letters);
            long ofUser = scene.waiting.stream()
                            .filter(it -> it.user().equals(event.user()))
                            .count()
                    + scene.taken.stream()
                            .filter(it -> it.user().equals(event.user()))
                            .count();
            if (like.isPresent()) {
                pass(scene, turn, "SIMILAR to " + like.get().turn());
            } else if (!event.user().isEmpty() && ofUser >= scene.settings.userPerMinute()) {
                pass(scene, turn, "USER_RATE: " + ofUser + " in a minute");
            } else {
                int priority = Texts.question(text) ? Kind.QUESTION : Kind.COMMENT.priority();
                Candidate candidate =
                        new Candidate(turn, Kind.COMMENT, priority, event.user(), text, event.atMillis(), scene.now);
                if (windowOpen(scene, candidate) && join(scene, candidate)) {
                    Scene.keep(scene.recent, new Heard(turn, letters, scene.now), DirectorState.RECENT);
                    tellChanged(scene, turn, verdict);
                }
            }
        }
    }

    private static void tellChanged(Scene scene, String turn, Verdict verdict) {
        verdict.action()
                .filter(action -> action != Action.DROP)
                .ifPresent(action ->
                        scene.verdict(Milestone.COUNTED, turn, "ALERT: " + action + " by " + verdict.rules()));
    }

    private static Optional<Heard> like(Scene scene, String letters) {
        return scene.recent.stream()
                .filter(it -> Similarity.of(it.letters(), letters) >= scene.settings.similar())
                .findFirst();
    }

    /** In a crowd only so many comments of a moment are kept; a question takes the place of something else. */
    private static boolean windowOpen(Scene scene, Candidate candidate) {
        Window window = window(scene, Kind.COMMENT, scene.settings.commentWindow());
        boolean crowded = scene.waiting.stream().anyMatch(it -> it.kind() == Kind.COMMENT);
        if (!crowded || window.kept() < scene.settings.commentKeep()) {
            scene.windows.add(new Window(Kind.COMMENT, window.sinceMillis(), window.kept() + 1));
            return true;
        }
        scene.windows.add(window);
        Optional<Candidate> lesser = scene.waiting.stream()
                .filter(it -> it.kind() == Kind.COMMENT
                        && it.sinceMillis() >= window.sinceMillis()
                        && it.priority() < candidate.priority())
                .findFirst();
        if (lesser.isEmpty()) {
            pass(scene, candidate.turn(), "FORGET_WINDOW: " + window.kept() + " kept of this moment");
            return false;
        }
        scene.waiting.remove(lesser.get());
        pass(scene, lesser.get().turn(), "FORGET_WINDOW: a question of the same moment is kept");
        return true;
    }

    /** Takes the kind's window out; a new one if its time is over. */
    private static Window window(Scene scene, Kind kind, Duration length) {
        Window open = scene.windows.stream()
                .filter(it -> it.kind() == kind && scene.now - it.sinceMillis() < length.toMillis())
                .findFirst()
                .orElse(new Window(kind, scene.now, 0));
        scene.windows.removeIf(it -> it.kind() == kind);
        return open;
    }

    /** Adds a comment to those that wait; too many pass over the least urgent, of those the oldest. */
    private static boolean join(Scene scene, Candidate candidate) {
        scene.waiting.add(candidate);
        long comments =
                scene.waiting.stream().filter(it -> it.kind() == Kind.COMMENT).count();
        if (comments <= scene.settings.queueCap()) {
            return true;
        }
        Candidate least = scene.waiting.stream()
                .filter(it -> it.kind() == Kind.COMMENT)
                .min(Comparator.comparingInt(Candidate::priority).thenComparingLong(Candidate::sinceMillis))
                .orElseThrow();
        scene.waiting.remove(least);
        pass(scene, least.turn(), "QUEUE_FULL: " + scene.settings.queueCap() + " wait");
        return least != candidate;
    }

    private void enter(Scene scene, LiveEvent event, String turn) {
        Window window = window(scene, Kind.WELCOME, scene.settings.enterWindow());
        if (window.kept() >= scene.settings.enterKeep()) {
            scene.windows.add(window);
            pass(scene, turn, "FORGET_WINDOW: " + window.kept() + " greeted of this moment");
        } else {
            scene.windows.add(new Window(Kind.WELCOME, window.sinceMillis(), window.kept() + 1));
            gather(scene, Kind.WELCOME, turn, person(scene, event));
        }
    }

    private Basket.Line person(Scene scene, LiveEvent event) {
        return new Basket.Line(texts.name(event.user(), language(scene)), "", 0);
    }

    private Basket.Line gift(Scene scene, LiveEvent event) {
        String language = language(scene);
        int count = Math.max(1, Math.min(event.count(), 1_000_000));
        return new Basket.Line(texts.name(event.user(), language), texts.gift(event.text(), language), count);
    }

    static String language(Scene scene) {
        return scene.brief.language().isEmpty() ? "zh" : scene.brief.language();
    }

    /** Joins the thanks or the greeting that is to come. */
    private static void gather(Scene scene, Kind kind, String turn, Basket.Line line) {
        for (int i = 0; i < scene.baskets.size(); i++) {
            Basket basket = scene.baskets.get(i);
            if (basket.kind() == kind && basket.tries() == 0) {
                scene.baskets.set(i, basket.with(line));
                scene.verdict(Milestone.COUNTED, turn, kind + " in " + basket.turn());
                return;
            }
        }
        scene.baskets.add(Basket.of(turn, kind, line, scene.now));
    }
}
