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
    private final Function<Look, AvatarSource> sources;
    private final Executor executor;
    private final Map<Look, CompletableFuture<Avatar>> avatars;

    /**
     * @param sources turns what a room shows into a source; may throw {@link PortraitException}
     * @param executor where faces are loaded
     * @param most faces kept
     */
    public AvatarLibrary(FaceEngine engine, Function<Look, AvatarSource> sources, Executor executor, int most) {
        this.engine = engine;
        this.sources = sources;
        this.executor = executor;
        this.avatars = new LinkedHashMap<>(16, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Look, CompletableFuture<Avatar>> eldest) {
                return size() > most;
            }
        };
    }

    /** Starts loading a face if it is not there yet. */
    public CompletableFuture<Avatar> prepare(Look look) {
        synchronized (avatars) {
            CompletableFuture<Avatar> known = avatars.get(look);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
            CompletableFuture<Avatar> loading = CompletableFuture.supplyAsync(() -> load(look), executor);
            avatars.put(look, loading);
            return loading;
        }
    }

    /**
     * The face, loaded.
     *
     * @throws StageFailedException it cannot be loaded, or not within the deadline
     */
    public Avatar await(Look look, Duration deadline) throws InterruptedException {
        try {
            return prepare(look).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StageFailedException("avatar: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException | CancellationException e) {
            throw new StageFailedException(
                    "avatar: " + look.avatar() + " was not ready within " + deadline.toMillis() + " ms", e);
        }
    }

    private Avatar load(Look look) {
        Avatar avatar = engine.load(sources.apply(look));
        for (String warning : avatar.warnings()) {
            LOG.log(Level.WARNING, warning);
        }
        return avatar;
    }
}
