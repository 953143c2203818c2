package io.talkmatrix.reply.llama;

import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.stage.Urgency;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps llama.cpp's threads behind those of the voice ({@link Urgency#WORDS}). They inherit the priority of the thread that
 * loads the model; but when one of them attaches itself to the JVM, the JVM gives it the usual priority, which a process
 * of root's is then granted. So it is lowered once more, and what it starts afterwards inherits that.
 */
final class UnhurriedThreads {

    private static final int LOAD_SECONDS = 120;
    private static final String NAME_OF_ATTACHED = "Thread-";

    private UnhurriedThreads() {}

    /**
     * Loads on a thread of its own, since a thread cannot take its priority back.
     *
     * @throws ChatModelException it takes longer than two minutes, or ends with an error that is no exception
     */
    static <T> T load(Supplier<T> model) {
        FutureTask<T> loading = new FutureTask<>(model::get);
        Thread thread = new Thread(loading, "llama");
        thread.setDaemon(true);
        thread.setPriority(Urgency.WORDS.threadPriority());
        thread.start();
        try {
            T loaded = loading.get(LOAD_SECONDS, TimeUnit.SECONDS);
            lower();
            return loaded;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new ChatModelException(e.getCause().toString(), e);
        } catch (TimeoutException e) {
            throw new ChatModelException("it is not loaded within " + LOAD_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatModelException("interrupted while it was loaded", e);
        }
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
