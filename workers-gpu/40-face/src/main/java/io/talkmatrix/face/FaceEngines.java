package io.talkmatrix.face;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The engines a worker can draw faces with, by name. Each is loaded when a room first asks for it, and kept; one that
 * cannot be loaded is tried again when a room is made ready, never on the path of a frame. Nothing takes another's place
 * unless a fallback is named, and then it says so. Safe for use from any thread.
 */
public final class FaceEngines implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FaceEngines.class.getName());

    /** Loads an engine. */
    @FunctionalInterface
    public interface Loader {
        /** @throws EngineUnavailableException it cannot be loaded, with the reason and what would help */
        FaceEngine load();
    }

    /**
     * What a room is drawn with.
     *
     * @param avatars the faces made ready by the engine
     * @param degraded why it is not what the room asked for, or empty
     */
    public record Choice(FaceEngine engine, AvatarLibrary avatars, String degraded) {}

    private sealed interface Outcome {
        record Loaded(FaceEngine engine, AvatarLibrary avatars) implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }

    /** An engine that may be loaded; rooms of other engines do not wait while it is. */
    private static final class Slot {
        private final String name;
        private final Loader loader;
        private volatile Outcome outcome; // written under this

        Slot(String name, Loader loader) {
            this.name = name;
            this.loader = loader;
        }

        synchronized Outcome outcome(Function<FaceEngine, AvatarLibrary> libraries, boolean again) {
            if (outcome == null || again && outcome instanceof Outcome.Failed) {
                try {
                    FaceEngine engine = loader.load();
                    outcome = new Outcome.Loaded(engine, libraries.apply(engine));
                } catch (EngineUnavailableException e) {
                    LOG.log(Level.WARNING, "face engine {0} cannot be loaded: {1}", name, e.getMessage());
                    outcome = new Outcome.Failed(e.getMessage());
                }
            }
            return outcome;
        }

        synchronized void close() {
            if (outcome instanceof Outcome.Loaded there) {
                there.engine().close();
            }
        }
    }

    private final Map<String, Slot> slots = new TreeMap<>();
    private final String usual;
    private final Optional<String> fallback;
    private final Function<FaceEngine, AvatarLibrary> libraries;

    /**
     * @param loaders of all engines there are
     * @param usual engine of rooms that name none
     * @param fallback engine that draws where another cannot be loaded; none: such rooms are not drawn
     * @param libraries makes the library of an engine's faces
     */
    public FaceEngines(
            Map<String, Loader> loaders,
            String usual,
            Optional<String> fallback,
            Function<FaceEngine, AvatarLibrary> libraries) {
        loaders.forEach((name, loader) -> slots.put(name, new Slot(name, loader)));
        this.usual = usual;
        this.fallback = fallback;
        this.libraries = libraries;
        if (!loaders.containsKey(usual) || fallback.isPresent() && !loaders.containsKey(fallback.get())) {
            throw new IllegalArgumentException(
                    "no engine " + usual + " or no fallback " + fallback + " among " + slots.keySet());
        }
    }

    /** One engine for all rooms, loaded already. */
    public static FaceEngines only(FaceEngine engine, AvatarLibrary avatars) {
        String name = engine.info().engine();
        FaceEngines engines = new FaceEngines(Map.of(name, () -> engine), name, Optional.empty(), any -> avatars);
        engines.prepare(Room.of(""));
        return engines;
    }

    /** Like {@link #choose}, but an engine that could not be loaded before is tried again. */
    public Choice prepare(Room room) {
        return choose(room, true);
    }

    /**
     * The engine of a room. Takes seconds if nobody asked for it before.
     *
     * @throws StageFailedException the room names an engine that there is not, or it cannot be loaded and no fallback is set
     */
    public Choice choose(Room room) {
        return choose(room, false);
    }

    private Choice choose(Room room, boolean again) {
        String name = room.engines().getOrDefault(FaceStage.NAME, usual);
        if (!slots.containsKey(name)) {
            throw new StageFailedException("engine: room " + room.room() + " asks for the face engine " + name
                    + "; there are " + slots.keySet());
        }
        Outcome outcome = slots.get(name).outcome(libraries, again);
        if (outcome instanceof Outcome.Loaded there) {
            return new Choice(there.engine(), there.avatars(), "");
        }
        String reason = ((Outcome.Failed) outcome).reason();
        if (fallback.isEmpty() || fallback.get().equals(name)) {
            throw new StageFailedException("engine " + name + ": " + reason);
        }
        if (slots.get(fallback.get()).outcome(libraries, again) instanceof Outcome.Loaded other) {
            return new Choice(
                    other.engine(), other.avatars(), fallback.get() + " draws instead of " + name + ": " + reason);
        }
        throw new StageFailedException("engine " + name + ": " + reason + "; nor can " + fallback.get() + " be loaded");
    }

    /** Begins to load the room's face if its engine is there; never waits. */
    public void expect(Room room) {
        Slot slot = slots.get(room.engines().getOrDefault(FaceStage.NAME, usual));
        if (slot != null && slot.outcome instanceof Outcome.Loaded there) {
            there.avatars().prepare(Look.of(room));
        }
    }

    /** What draws rooms that name no engine. */
    public EngineInfo usual() {
        return choose(Room.of("")).engine().info();
    }

    /** Closes every engine that was loaded. */
    @Override
    public void close() {
        slots.values().forEach(Slot::close);
    }
}
