package io.talkmatrix.console.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A viewer that remembers what it was sent, and may stop reading. Safe for use from any thread. */
final class Watcher implements Viewer {

    private final List<byte[]> media = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final boolean reads;
    private String dropped = "";

    Watcher(boolean reads) {
        this.reads = reads;
    }

    @Override
    public synchronized CompletionStage<?> binary(byte[] message) {
        media.add(message);
        notifyAll();
        return sent();
    }

    @Override
    public synchronized CompletionStage<?> text(String json) {
        texts.add(json);
        notifyAll();
        return sent();
    }

    private CompletionStage<?> sent() {
        return reads ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }

    @Override
    public synchronized void dropped(String reason) {
        dropped = reason;
        notifyAll();
    }

    synchronized String dropped() {
        return dropped;
    }

    synchronized List<byte[]> media() {
        return List.copyOf(media);
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    /** Texts of a type, in order. */
    List<String> texts(String type) {
        return texts().stream()
                .filter(text -> text.contains("\"type\":\"" + type + "\""))
                .toList();
    }

    synchronized void await(String what, Predicate<Watcher> reached) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!reached.test(this)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(what + " did not come; texts: " + texts + ", " + media.size() + " of media");
            }
            wait(left);
        }
    }
}
