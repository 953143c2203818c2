package io.talkmatrix.face;

import io.talkmatrix.stage.Directions;
import io.talkmatrix.stage.Directions.Act;
import io.talkmatrix.stage.Directions.Mood;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/** Brings what is asked of a host's looks into the script of one turn. Not thread-safe. */
final class Direction {

    private static final Logger LOG = System.getLogger(Direction.class.getName());

    /** What nobody could perform for so long is not wanted any more. */
    private static final long LATEST_MILLIS = 5_000;

    private final FaceScript script;
    private final ClipShelf clips;
    private final String avatar;
    private Optional<Mood> mood = Optional.empty();
    private long lastAct;

    /**
     * @param lastAct the act taken up last, in the turn before
     * @param avatar the room's avatar setting
     */
    Direction(FaceScript script, ClipShelf clips, String avatar, long lastAct) {
        this.script = script;
        this.clips = clips;
        this.avatar = avatar;
        this.lastAct = lastAct;
    }

    /** What is new shows from {@code time} on, seconds since the turn began. */
    void follow(Directions asked, double time, Clock clock) {
        Optional<Mood> wanted = asked.mood();
        if (!wanted.equals(mood)) {
            mood = wanted;
            wanted.ifPresentOrElse(
                    feeling -> script.mood(time, feeling.emotion(), feeling.intensity()),
                    () -> script.moodOfWords(time));
        }
        for (Act act : asked.acts(lastAct)) {
            lastAct = act.number();
            if (clock.millis() - act.atMillis() <= LATEST_MILLIS) {
                perform(act, time);
            }
        }
    }

    private void perform(Act act, double time) {
        try {
            Optional<Clip> clip = clips.find(avatar, act.clip());
            if (clip.isEmpty()) {
                LOG.log(Level.WARNING, "the avatar {0} has no clip {1}", avatar, act.clip());
            } else if (!script.perform(time, clip.get(), act.strength())) {
                LOG.log(Level.WARNING, "{0} is not performed: too much is performed already", act.clip());
            }
        } catch (ClipException e) {
            LOG.log(Level.WARNING, e.getMessage());
        }
    }

    long lastAct() {
        return lastAct;
    }
}
