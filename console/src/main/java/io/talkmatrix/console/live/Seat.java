package io.talkmatrix.console.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One viewer's queue: one message on its way at a time, a bounded number of bytes behind it. Whoever falls behind is
 * dropped; nobody waits for anybody. Safe for use from any thread.
 */
final class Seat implements Subscription {

    /** Exactly one of the two is there. */
    private record Message(byte[] binary, String text) {
        int bytes() {
            return binary != null ? binary.length : 2 * text.length() + 64;
        }
    }

    private final Viewer viewer;
    private final int mostBytes;
    private final long deadlineNanos;
    private final Consumer<Seat> left;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean sending;
    private boolean pumping;
    private long sendingSince;
    private boolean over;

    /** @param left told once when the viewer is gone, whoever ended it */
    Seat(Viewer viewer, int mostBytes, long deadlineNanos, Consumer<Seat> left) {
        this.viewer = viewer;
        this.mostBytes = mostBytes;
        this.deadlineNanos = deadlineNanos;
        this.left = left;
    }

    void media(byte[] message, long nowNanos) {
        offer(new Message(message, null), nowNanos);
    }

    void text(String json, long nowNanos) {
        offer(new Message(null, json), nowNanos);
    }

    private void offer(Message message, long nowNanos) {
        synchronized (this) {
            if (over) {
                return;
            }
            waiting.add(message);
            waitingBytes += message.bytes();
        }
        check(nowNanos);
        pump(nowNanos);
    }

    /** Forgets the media that was not sent. */
    synchronized void forgetMedia() {
        waiting.removeIf(message -> message.binary() != null && message.binary()[0] == Viewer.FRAGMENT);
        waitingBytes = waiting.stream().mapToInt(Message::bytes).sum();
    }

    /** Drops a viewer that is too slow. */
    void check(long nowNanos) {
        String reason;
        synchronized (this) {
            if (over) {
                return;
            }
            if (waitingBytes > mostBytes) {
                reason = "too slow: " + waitingBytes + " bytes are waiting";
            } else if (sending && nowNanos - sendingSince > deadlineNanos) {
                reason = "too slow: a message was not taken within " + deadlineNanos / 1_000_000 + " ms";
            } else {
                return;
            }
        }
        drop(reason);
    }

    private void pump(long nowNanos) {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        while (true) {
            Message message;
            synchronized (this) {
                if (over || sending || waiting.isEmpty()) {
                    pumping = false;
                    return;
                }
                message = waiting.poll();
                waitingBytes -= message.bytes();
                sending = true;
                sendingSince = nowNanos;
            }
            send(message);
        }
    }

    private void send(Message message) {
        CompletionStage<?> sent;
        try {
            sent = message.binary() != null ? viewer.binary(message.binary()) : viewer.text(message.text());
        } catch (RuntimeException e) {
            drop("cannot be sent to: " + e.getMessage());
            return;
        }
        sent.whenComplete((done, failure) -> {
            if (failure != null) {
                drop("cannot be sent to: " + failure.getMessage());
                return;
            }
            synchronized (this) {
                sending = false;
            }
            pump(System.nanoTime());
        });
    }

    void drop(String reason) {
        if (end()) {
            viewer.dropped(reason);
        }
    }

    @Override
    public void close() {
        end();
    }

    private boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            waiting.clear();
            waitingBytes = 0;
        }
        left.accept(this);
        return true;
    }
}
