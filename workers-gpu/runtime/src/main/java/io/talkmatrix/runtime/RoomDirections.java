package io.talkmatrix.runtime;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Directions;
import io.talkmatrix.stage.Emotion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What was asked of one room's host. Bounded: the latest acts and command ids are kept. */
final class RoomDirections implements Directions {

    private static final int ACTS_KEPT = 16;
    private static final int IDS_KEPT = 64;
    private static final String AUTO = "auto";

    private final Deque<Act> acts = new ArrayDeque<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private Optional<Mood> mood = Optional.empty();
    private long asked;

    /**
     * Takes over one command of kind ACT; a repeated id changes nothing.
     *
     * @throws IllegalArgumentException it names no emotion there is, or a number is none; the rest of it is not done either
     */
    synchronized void apply(Command command) {
        Optional<Optional<Mood>> wanted =
                Optional.ofNullable(command.arguments().get("emotion")).map(name -> mood(name, command));
        Optional<String> clip = Optional.ofNullable(command.arguments().get("clip"));
        float strength = number(command, "strength", -1);
        if (!ids.add(command.commandId())) {
            return;
        }
        if (ids.size() > IDS_KEPT) {
            ids.remove(ids.iterator().next());
        }
        wanted.ifPresent(asks -> mood = asks);
        clip.ifPresent(name -> {
            acts.addLast(new Act(++asked, name, strength, command.atMillis()));
            if (acts.size() > ACTS_KEPT) {
                acts.removeFirst();
            }
        });
    }

    private static Optional<Mood> mood(String name, Command command) {
        if (name.equals(AUTO)) {
            return Optional.empty();
        }
        for (Emotion emotion : Emotion.values()) {
            if (emotion.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(new Mood(emotion, number(command, "intensity", 0)));
            }
        }
        throw new IllegalArgumentException("emotion " + name + " is none of auto and the emotions");
    }

    private static float number(Command command, String key, float least) {
        String text = command.arguments().getOrDefault(key, "1");
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " " + text + " is no number", e);
        }
        if (!(value >= least && value <= 1)) {
            throw new IllegalArgumentException(key + " " + text + " is not within " + least + " and 1");
        }
        return value;
    }

    @Override
    public synchronized Optional<Mood> mood() {
        return mood;
    }

    @Override
    public synchronized List<Act> acts(long number) {
        if (asked <= number) {
            return List.of();
        }
        return acts.stream().filter(act -> act.number() > number).toList();
    }
}
