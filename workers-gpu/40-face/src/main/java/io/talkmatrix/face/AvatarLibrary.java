package io.talkmatrix.face;

import io.talkmatrix.stage.StageFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Loaded faces, shared by all rooms that show them. Loading happens on an executor, away from the frames; the least recently
 * wanted face is forgotten when there are too many; a face that failed is tried again next time. Safe for use from any
 * thread.
 */
public final class AvatarLibrary {

    private static final Logger LOG = System.getLogger(AvatarLibrary.class.getName());

    private final FaceEngine engine;
    private final Function<String, AvatarSource> sources;
    private final Executor executor;
    private final Map<String, CompletableFuture<Avatar>> avatars;

    /**
     * @param sources turns a room's avatar setting into a source; may throw {@link PortraitException}
     * @param executor where faces are loaded
     * @param most faces kept
     */
    public AvatarLibrary(FaceEngine engine, Function<String, AvatarSource> sources, Executor executor, int most) {
        this.engine = engine;
        this.sources = sources;
        this.executor = executor;
        this.avatars = new LinkedHashMap<>(16, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Avatar>> eldest) {
                return size() > most;
            }
        };
    }

    /** Starts loading a face if it is not there yet. */
    public CompletableFuture<Avatar> prepare(String name) {
        synchronized (avatars) {
            CompletableFuture<Avatar> known = avatars.get(name);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
            CompletableFuture<Avatar> loading = CompletableFuture.supplyAsync(() -> load(name), executor);
            avatars.put(name, loading);
            return loading;
        }
    }

    /**
     * The face, loaded.
     *
     * @throws StageFailedException it cannot be loaded, or not within the deadline
     */
    public Avatar await(String name, Duration deadline) throws InterruptedException {
        try {
            return prepare(name).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StageFailedException("avatar: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException | CancellationException e) {
            throw new StageFailedException(
                    "avatar: " + name + " was not ready within " + deadline.toMillis() + " ms", e);
        }
    }

    private Avatar load(String name) {
        Avatar avatar = engine.load(sources.apply(name));
        for (String warning : avatar.warnings()) {
            LOG.log(Level.WARNING, warning);
        }
        return avatar;
    }
}
