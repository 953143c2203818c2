package io.talkmatrix.inference.batch;

import io.talkmatrix.inference.InferenceException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs the requests of one model on a few threads of its own (lanes), those of one shape together. While a lane is free a
 * request runs at once, or after {@link BatchSettings#maxWait} if more would fit; while all are busy requests gather and
 * run together. Safe for use from any thread.
 *
 * @param <I> a request's input
 * @param <O> its result
 */
public final class BatchScheduler<I, O> implements AutoCloseable {

    private static final long STOP_MILLIS = 10_000;

    private final class Request {
        private final I input;
        private final BooleanSupplier cancelled;
        private final CompletableFuture<O> result = new CompletableFuture<>();
        private boolean begun; // guarded by the scheduler

        Request(I input, BooleanSupplier cancelled) {
            this.input = input;
            this.cancelled = cancelled;
        }

        /** Nobody waits for the result any more. */
        boolean abandoned() {
            return result.isDone() || cancelled.getAsBoolean();
        }
    }

    private final String model;
    private final BatchSettings settings;
    private final Function<List<I>, List<O>> run;
    private final FairQueue<Request> queue;
    private final List<Thread> lanes;
    private boolean closed;
    private long runs;
    private long requests;

    /**
     * @param model for messages
     * @param lanes how many runs there may be at a time, at least 1
     * @param run gives one result for each input, in their order; called on the lanes' threads
     */
    public BatchScheduler(String model, BatchSettings settings, int lanes, Function<List<I>, List<O>> run) {
        this.model = model;
        this.settings = settings;
        this.run = run;
        queue = new FairQueue<>(settings.maxWaitingOfRoom(), settings.maxWaiting());
        this.lanes = IntStream.range(0, lanes)
                .mapToObj(lane -> new Thread(this::work, "batch-" + model + "-" + lane))
                .toList();
        this.lanes.forEach(lane -> {
            lane.setDaemon(true);
            lane.start();
        });
    }

    /**
     * What was run so far.
     *
     * @param requests more than {@code runs} if some ran together
     */
    public record Stats(long runs, long requests) {}

    public synchronized Stats stats() {
        return new Stats(runs, requests);
    }

    /** Requests that have not begun. */
    public synchronized int waiting() {
        return queue.size();
    }

    /**
     * Waits for its place and for the result. Once the run has begun it is waited for to the end, come what may, since it
     * uses the input.
     *
     * @param room whose request it is: rooms take turns
     * @param shape requests run together only if theirs are equal
     * @param cancelled looked at before the run; a cancelled request is not run
     * @throws InferenceException the run failed, too many wait already, or the deadline passed before it began
     * @throws java.util.concurrent.CancellationException {@code cancelled} was true when its turn came
     * @throws InterruptedException the caller was interrupted before the run began
     */
    public O run(String room, Object shape, I input, BooleanSupplier cancelled) throws InterruptedException {
        Request request = new Request(input, cancelled);
        synchronized (this) {
            if (closed) {
                throw new InferenceException(model + " is closed");
            }
            if (!queue.offer(room, shape, System.nanoTime(), request)) {
                throw new InferenceException(model + ": too many requests wait already");
            }
            notifyAll();
        }
        awaitBegun(request);
        try {
            return request.result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new InferenceException(model + " failed: " + e.getCause(), e.getCause());
        }
    }

    /** Returns when the request has begun or is done with; one that waits too long, or is interrupted, is withdrawn. */
    private synchronized void awaitBegun(Request request) throws InterruptedException {
        long end = System.nanoTime() + settings.deadline().toNanos();
        try {
            while (!request.begun && !request.result.isDone()) {
                long leftNanos = end - System.nanoTime();
                if (leftNanos <= 0) {
                    throw new InferenceException(model + " did not begin within " + settings.deadline());
                }
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
            }
        } catch (InterruptedException | InferenceException e) {
            request.result.cancel(false);
            throw e;
        }
    }

    private void work() {
        try {
            for (List<Request> batch = next(); !batch.isEmpty(); batch = next()) {
                List<Request> wanted =
                        batch.stream().filter(request -> !request.abandoned()).toList();
                batch.stream().filter(request -> !wanted.contains(request)).forEach(r -> r.result.cancel(false));
                if (!wanted.isEmpty()) {
                    answer(wanted);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(List<Request> batch) {
        try {
            List<O> results = run.apply(batch.stream().map(r -> r.input).toList());
            if (results.size() != batch.size()) {
                throw new InferenceException(
                        model + " gave " + results.size() + " results for " + batch.size() + " requests");
            }
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result.complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            // Each caller gets it thrown; the scheduler itself goes on.
            batch.forEach(request -> request.result.completeExceptionally(e));
        }
    }

    /** Empty once the scheduler is closed. */
    private synchronized List<Request> next() throws InterruptedException {
        while (!closed) {
            if (queue.size() == 0) {
                wait();
                continue;
            }
            long leftNanos = queue.oldestNanos() + settings.maxWait().toNanos() - System.nanoTime();
            if (leftNanos <= 0 || queue.ready(settings.maxBatch()) >= settings.maxBatch()) {
                List<Request> batch = queue.take(settings.maxBatch(), System.nanoTime());
                batch.forEach(request -> request.begun = true);
                notifyAll();
                runs++;
                requests += batch.size();
                return batch;
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
        }
        return List.of();
    }

    /** Refuses new requests, waits for the run in progress, fails what has not begun. */
    @Override
    public void close() {
        List<Request> left;
        synchronized (this) {
            closed = true;
            left = queue.take(Integer.MAX_VALUE, System.nanoTime());
            notifyAll();
        }
        while (!left.isEmpty()) {
            left.forEach(r -> r.result.completeExceptionally(new InferenceException(model + " is closed")));
            synchronized (this) {
                left = queue.take(Integer.MAX_VALUE, System.nanoTime());
            }
        }
        try {
            for (Thread lane : lanes) {
                lane.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
