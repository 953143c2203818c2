package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;

/** What commands lead to. Those about a turn that ended, and those about nothing, change nothing. */
final class Requests {

    /** Speech is noticed, at the latest, so long after it began. */
    static final long NOTICED_WITHIN_MILLIS = 300;

    /** Somebody who asks twice in this time means the turn that was heard, not the one that followed it. */
    static final long ASKED_TWICE_MILLIS = 1_000;

    private final ConductorSettings settings;

    Requests(ConductorSettings settings) {
        this.settings = settings;
    }

    void decide(Step step, Command command) {
        boolean aboutActive = step.hasActive() && (command.turn().isEmpty() || step.isActive(command.turn()));
        switch (command.kind()) {
            case PAUSE -> {
                if (aboutActive) {
                    pause(step, command);
                }
            }
            case RESUME -> {
                if (aboutActive) {
                    resume(step, command);
                }
            }
            case INTERRUPT -> {
                if (aboutActive) {
                    interrupt(step, command);
                } else if (!command.turn().isEmpty()) {
                    step.endAnywhere(command.turn(), Step.INTERRUPTED, command.why());
                }
            }
            case CLOSE_ROOM -> step.endAll(Conductor.ROOM_CLOSED);
            case SAY, MUTE, UNMUTE, SWITCH_AVATAR, SWITCH_VOICE -> {
                // acted on by whoever opens turns and by the sinks
            }
        }
    }

    private void pause(Step step, Command command) {
        long words = step.now() + settings.wordsWithin().toMillis();
        long longest = settings.longestPause().toMillis();
        step.pause(
                command.why(),
                speaks(command)
                        ? pause -> pause.bySpeech(Math.min(words, pause.sinceMillis() + longest))
                        : pause -> pause.byOthers(pause.sinceMillis() + longest));
    }

    /** Speech that was nothing gives back only the pause it asked for; others end any. */
    private static void resume(Step step, Command command) {
        boolean over = !speaks(command)
                || step.pause().filter(pause -> pause.withoutSpeech().held()).isEmpty();
        if (over) {
            step.resume(command.why());
        } else {
            step.pause(command.why(), Pause::withoutSpeech);
        }
    }

    private void interrupt(Step step, Command command) {
        if (askedTwice(step, command)) {
            return;
        }
        long until = step.now() + settings.speechWait().toMillis();
        if (speaks(command) && mayContinueTheQuestion(step, command)) {
            step.pause(command.why(), pause -> pause.cutLater(command.why(), until));
            return;
        }
        step.cut(Step.INTERRUPTED, command.why());
        step.hold(speaks(command) ? until : 0);
        step.startNext();
    }

    /** Without a turn's name, asked before the active turn began: a second press meant for the turn before it. */
    private static boolean askedTwice(Step step, Command command) {
        long started = step.active().sinceMillis();
        return command.turn().isEmpty()
                && command.atMillis() < started
                && step.now() - started < ASKED_TWICE_MILLIS
                && !step.heard();
    }

    /**
     * True if these words may turn out to belong to the active question. The turn then stays, silent, until they are
     * opened as a turn that says when they began: cut now, its question would be lost.
     */
    private boolean mayContinueTheQuestion(Step step, Command command) {
        Speech asked = step.active().speech();
        long noticed = step.pause()
                .filter(pause -> pause.speechUntilMillis() > 0)
                .map(Pause::sinceMillis)
                .orElse(command.atMillis());
        return asked.endMillis() >= 0
                && !step.heard()
                && noticed - asked.endMillis() < settings.mergeWithin().toMillis() + NOTICED_WITHIN_MILLIS;
    }

    private static boolean speaks(Command command) {
        return command.who().equals(Speech.STAGE);
    }
}
