package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Degradation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One answer in the making: a model writes clauses at one end, the room's session takes them at the other. Nothing is
 * published here, so that an answer can be begun before it is known whether anybody wants it.
 *
 * <p>The model writes one clause at a time: then the answer gives its place in the {@link ModelQueue} back and lines up
 * again, so that rooms take turns and what is written does not depend on who else asks. It does not line up again after its
 * first clause until {@link #rested} (the voice needs the processor more than the second clause does), and with {@value
 * #AHEAD} clauses ready while its reader cannot take more (the turn has not started, or enough is made and not yet heard).
 * It stops before a new word, which the model writes again. Models that cannot go on with an answer write to the end, which
 * {@link ChatRequest#maxTokens} bounds. Safe for use from any thread.
 */
final class Draft implements Cancellation, Runnable {

    private static final System.Logger LOG = System.getLogger(Draft.class.getName());
    private static final int AHEAD = 2;

    private enum State {
        NEW,
        QUEUED,
        WRITING,
        PARKED,
        OVER
    }

    private final Question question;
    private final String room;
    private final ModelQueue queue;
    private final LongSupplier nanoTime;
    private final Manuscript text;
    private final List<Runnable> onCancel = new ArrayList<>(2);
    private final Plan.Ask ask;
    private final EngineInfo matcher;
    private Plan.Say style;
    private EngineInfo engine;
    private State state = State.NEW;
    private RuntimeException broken;
    private boolean cancelled;
    private boolean waits;
    private boolean rests = true;
    private boolean toStop;
    private boolean stopped;
    private boolean strayed;
    private boolean givenUp;
    private int tokens;
    private long workedNanos;
    private final long startNanos;
    private long firstNanos = -1;

    /**
     * @param continuation the plan, and what of it was said elsewhere
     * @param matcher what finds answers that no model writes
     * @param nanoTime like {@link System#nanoTime}
     */
    Draft(Question question, Continuation continuation, EngineInfo matcher, ModelQueue queue, LongSupplier nanoTime) {
        this.question = question;
        this.room = question.room().room();
        this.queue = queue;
        this.nanoTime = nanoTime;
        this.text = new Manuscript(continuation.splitting());
        this.matcher = matcher;
        this.startNanos = nanoTime.getAsLong();
        if (continuation.plan() instanceof Plan.Ask wanted) {
            ask = wanted;
            engine = wanted.model().engine();
            style = new Plan.Say("", wanted.language(), Source.LLM, engine.model(), wanted.degraded());
        } else {
            ask = null;
            say((Plan.Say) continuation.plan());
            text.passOver(continuation.passedOver());
        }
    }

    Question question() {
        return question;
    }

    /**
     * Starts the model, unless the words are known.
     *
     * @param waits see {@link #waits(boolean)}
     */
    synchronized Draft begin(boolean waits) {
        this.waits = waits;
        if (state == State.NEW) {
            enqueue();
        }
        return this;
    }

    /** Whether the reader cannot take clauses for now. */
    synchronized void waits(boolean now) {
        waits = now;
        goOn();
    }

    /** The first clause is on its way: the model may go on. */
    synchronized void rested() {
        rests = false;
        goOn();
    }

    /** True if a model writes it. */
    boolean written() {
        return ask != null;
    }

    /**
     * The next clause, once it is known whether it is the last.
     *
     * @return null if there is none within {@code most}
     * @throws CancelledException the draft was cancelled
     */
    synchronized Clause take(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!decided()) {
            long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
            if (millis <= 0) {
                return null;
            }
            wait(millis);
        }
        String words = text.take();
        boolean last = state == State.OVER && text.ready() == 0;
        goOn();
        return new Clause(words, last, engine, style);
    }

    private boolean decided() {
        check();
        if (broken != null) {
            throw broken;
        }
        return state == State.OVER || text.hasOneAndMore();
    }

    /** If the model did not come to it yet, it never will: the set answer is given, or the answer ends. */
    void giveUpWaiting(String why) {
        synchronized (this) {
            if (state != State.QUEUED || !queue.withdraw(room, this)) {
                return;
            }
        }
        failed(why);
    }

    /**
     * The first words do not come: the set answer is given, whatever the model does. Harmless if they are there.
     *
     * @param why for people
     */
    void late(String why) {
        List<Runnable> due;
        boolean working;
        synchronized (this) {
            if (state == State.OVER || cancelled || text.ready() > 0 || !text.empty()) {
                return;
            }
            working = state == State.WRITING;
            givenUp = true;
            failed(why);
            due = List.copyOf(onCancel);
            onCancel.clear();
        }
        queue.withdraw(room, this);
        due.forEach(Runnable::run);
        if (working) {
            ask.model().late();
        }
    }

    /** What the model looks at: it is to stop as well when its reader has given it up. */
    private final class Wanted implements Cancellation {

        @Override
        public boolean cancelled() {
            synchronized (Draft.this) {
                return cancelled || givenUp;
            }
        }

        @Override
        public void onCancel(Runnable action) {
            synchronized (Draft.this) {
                if (!cancelled && !givenUp) {
                    onCancel.add(action);
                    return;
                }
            }
            action.run();
        }

        @Override
        public void close() {
            // the draft is closed by its session
        }
    }

    /** Tokens written by the model. */
    synchronized int tokens() {
        return tokens;
    }

    /** From the beginning of the work to the first clause; −1 if there is none yet. */
    synchronized long firstClauseNanos() {
        return firstNanos < 0 ? -1 : firstNanos - startNanos;
    }

    long startNanos() {
        return startNanos;
    }

    @Override
    public void run() {
        ChatRequest request;
        synchronized (this) {
            if (cancelled || state != State.QUEUED) {
                return;
            }
            int left = ask.request().maxTokens() - tokens;
            Duration time = ask.request().timeLimit().minusNanos(workedNanos);
            if (left < 1 || time.isNegative() || time.isZero()) {
                over(left < 1 ? ChatResult.Finish.TOKEN_LIMIT : ChatResult.Finish.TIME_LIMIT);
                return;
            }
            request = ask.request().after(text.written(), tokens, left, time);
            state = State.WRITING;
            toStop = false;
            stopped = false;
        }
        long before = nanoTime.getAsLong();
        try {
            ended(ask.model().stream(request, this::token, new Wanted()), nanoTime.getAsLong() - before);
        } catch (CancelledException e) {
            if (!wasGivenUp()) {
                cancel();
            }
        } catch (ChatModelException e) {
            LOG.log(System.Logger.Level.WARNING, "the chat model failed in room " + room + ": " + e.getMessage());
            modelFailed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    private synchronized boolean wasGivenUp() {
        return givenUp;
    }

    private synchronized void modelFailed(ChatModelException e) {
        if (!givenUp) {
            String what = ask.model().engine().engineAndModel();
            failed(e instanceof RestingModelException ? e.getMessage() : what + " failed");
        }
    }

    private synchronized boolean token(String piece) {
        if (givenUp) {
            return false;
        }
        if (toStop && beginsWord(piece)) {
            stopped = true;
            return false;
        }
        strayed = !ask.model().abilities().speaks(Language.MANDARIN)
                && piece.codePoints().anyMatch(Language::isHan);
        if (strayed) {
            return false;
        }
        if (text.add(piece)) {
            clauseCame();
            toStop = ask.model().abilities().continues();
        }
        notifyAll();
        return true;
    }

    /** Between words a text falls into the same tokens when it is read again. */
    private static boolean beginsWord(String piece) {
        return Character.isWhitespace(piece.charAt(0)) || Marks.isWide(piece.charAt(0));
    }

    private void clauseCame() {
        if (firstNanos < 0) {
            firstNanos = nanoTime.getAsLong();
        }
    }

    private synchronized void ended(ChatResult result, long nanos) {
        if (givenUp) {
            return;
        }
        tokens += result.tokens() - (stopped ? 1 : 0);
        workedNanos += nanos;
        if (stopped) {
            state = State.PARKED;
            goOn();
        } else if (strayed) {
            text.end(ChatResult.Finish.LOOP);
            failed(engine.engineAndModel() + " strayed into another language");
        } else {
            over(result.finish());
        }
        notifyAll();
    }

    private void goOn() {
        boolean enough = rests || waits && text.ready() >= AHEAD;
        if (state == State.PARKED && !cancelled && !enough) {
            enqueue();
        }
    }

    private void enqueue() {
        state = State.QUEUED;
        queue.answer(room, this);
    }

    private void over(ChatResult.Finish reason) {
        text.end(reason);
        if (text.empty()) {
            // After words that were said elsewhere there may be none.
            if (!ask.otherwise().text().isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "the chat model said nothing in room " + room);
            }
            boolean late = reason == ChatResult.Finish.TIME_LIMIT;
            say(late ? ask.otherwise().because("the chat model was too slow") : ask.otherwise());
        }
        finished();
    }

    /** If nothing was said yet the next rung of the ladder speaks; else the answer ends with what was said. */
    private synchronized void failed(String why) {
        if (text.empty()) {
            say(ask.otherwise().because(why));
        } else {
            style = new Plan.Say(
                    "", style.language(), Source.LLM, style.detail(), Degradation.join(ask.degraded(), why));
        }
        finished();
    }

    private synchronized void broke(RuntimeException e) {
        if (givenUp) {
            return;
        }
        broken = e;
        finished();
    }

    private void finished() {
        state = State.OVER;
        clauseCame();
        notifyAll();
    }

    private void say(Plan.Say known) {
        style = known;
        engine = matcher;
        text.say(known.text());
        state = State.OVER;
        clauseCame();
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Stops the model within a token and wakes the reader. */
    void cancel() {
        List<Runnable> due;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = List.copyOf(onCancel);
            onCancel.clear();
            notifyAll();
        }
        queue.withdraw(room, this);
        due.forEach(Runnable::run);
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void close() {
        cancel();
    }
}
