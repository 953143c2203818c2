package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;
import java.util.Optional;

/** What commands lead to. Those about a turn that ended, and those about nothing, change nothing. */
final class Requests {

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
            case SAY, MUTE, UNMUTE, SWITCH_AVATAR, SWITCH_VOICE, DIRECT, ACT -> {
                // acted on by whoever opens turns, by the sinks and by the face stage
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
        boolean heldByOthers = step.pause()
                .filter(pause -> pause.othersUntilMillis() > step.now())
                .isPresent();
        if (speaks(command) && heldByOthers) {
            step.pause(command.why(), pause -> pause.bySpeech(0));
        } else {
            step.resume(command.why());
        }
    }

    /** Words of somebody who speaks are opened as a turn later; until then the turns that wait leave them the word. */
    private void interrupt(Step step, Command command) {
        if (askedTwice(step, command)) {
            return;
        }
        Optional<OpenTurn> question = step.unheardActive();
        step.cut(Step.INTERRUPTED, command.why());
        if (speaks(command)) {
            question.ifPresent(step::mayGoOn);
            step.hold(step.now() + settings.speechWait().toMillis());
        }
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

    private static boolean speaks(Command command) {
        return command.who().equals(Speech.STAGE);
    }
}
