package io.talkmatrix.reply.llama;

import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.stage.Urgency;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps llama.cpp's threads behind those of the voice ({@link Urgency#WORDS}). They inherit the priority of the thread that
 * loads the model; but when one of them attaches itself to the JVM, the JVM gives it the usual priority, which a process
 * of root's is then granted. So it is lowered once more, and what it starts afterwards inherits that.
 */
final class UnhurriedThreads {

    private static final System.Logger LOG = System.getLogger(UnhurriedThreads.class.getName());
    private static final int LOAD_SECONDS = 120;
    private static final String NAME_OF_ATTACHED = "Thread-";

    private UnhurriedThreads() {}

    /**
     * Loads on a thread of its own, since a thread cannot take its priority back. A model that comes after nobody waits for
     * it any more is released.
     *
     * @throws ChatModelException it takes longer than two minutes, or ends with an error that is no exception
     */
    static <T extends AutoCloseable> T load(Supplier<T> model) {
        CompletableFuture<T> loading = new CompletableFuture<>();
        Thread thread = new Thread(() -> load(model, loading), "llama");
        thread.setDaemon(true);
        thread.setPriority(Urgency.WORDS.threadPriority());
        thread.start();
        T loaded = await(loading);
        lower();
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

    /** Lowers attached native threads: they have no Java frames and the name the JVM gives to the nameless. */
    static void lower() {
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (frames.length == 0 && thread.isAlive() && thread.getName().startsWith(NAME_OF_ATTACHED)) {
                thread.setPriority(Urgency.WORDS.threadPriority());
            }
        });
    }
}
