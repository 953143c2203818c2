package io.talkmatrix.reply.llama;

import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.stage.Urgency;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps llama.cpp's threads behind those of the voice ({@link Urgency#WORDS}). They inherit the priority of the thread that
 * loads the model; but when its main one attaches itself to the JVM, the JVM gives it the usual priority, which a process
 * of root's is then granted. So it is lowered once more before it is asked anything: its helpers come with the first
 * question and inherit what it has then. Helpers before their master would be the worst: they wait for it by turning in
 * circles on the core that it waits for.
 */
final class UnhurriedThreads {

    private static final System.Logger LOG = System.getLogger(UnhurriedThreads.class.getName());
    private static final int LOAD_SECONDS = 120;
    private static final int ATTACH_MILLIS = 5_000;
    private static final String NAME_OF_ATTACHED = "Thread-";

    private UnhurriedThreads() {}

    /**
     * Loads on a thread of its own, since a thread cannot take its priority back. A model that comes after nobody waits for
     * it any more is released.
     *
     * @throws ChatModelException it takes longer than two minutes, or ends with an error that is no exception
     */
    static <T extends AutoCloseable> T load(Supplier<T> model) {
        Set<Thread> before = attached();
        CompletableFuture<T> loading = new CompletableFuture<>();
        Thread thread = new Thread(() -> load(model, loading), "llama");
        thread.setDaemon(true);
        thread.setPriority(Urgency.WORDS.threadPriority());
        thread.start();
        T loaded = await(loading);
        lowerNew(before);
        return loaded;
    }

    private static <T extends AutoCloseable> void load(Supplier<T> model, CompletableFuture<T> into) {
        try {
            T loaded = model.get();
            if (!into.complete(loaded)) {
                loaded.close();
            }
        } catch (Throwable e) {
            if (!into.completeExceptionally(e)) {
                LOG.log(System.Logger.Level.WARNING, "a model that nobody waits for was not released", e);
            }
        }
    }

    private static <T> T await(CompletableFuture<T> loading) {
        try {
            return loading.get(LOAD_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new ChatModelException(e.getCause().toString(), e);
        } catch (TimeoutException e) {
            return givenUp(loading, new ChatModelException("it is not loaded within " + LOAD_SECONDS + " s", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return givenUp(loading, new ChatModelException("interrupted while it was loaded", e));
        }
    }

    /** The model may have come in the same moment. */
    private static <T> T givenUp(CompletableFuture<T> loading, ChatModelException why) {
        if (loading.completeExceptionally(why) || loading.isCompletedExceptionally()) {
            throw why;
        }
        return loading.join();
    }

    /** The model's main thread attaches itself some time after it was started; nothing tells when. */
    private static void lowerNew(Set<Thread> before) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ATTACH_MILLIS);
        Set<Thread> fresh = Set.of();
        try {
            while (fresh.isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(1);
                fresh = attached();
                fresh.removeAll(before);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (fresh.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "llama.cpp's main thread was not seen within {0} ms: it is not put behind the voice",
                    ATTACH_MILLIS);
        }
        fresh.forEach(thread -> thread.setPriority(Urgency.WORDS.threadPriority()));
    }

    /** Attached native threads: they have no Java frames and the name the JVM gives to the nameless. */
    private static Set<Thread> attached() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getValue().length == 0)
                .map(Map.Entry::getKey)
                .filter(thread -> thread.isAlive() && thread.getName().startsWith(NAME_OF_ATTACHED))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
