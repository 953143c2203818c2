package io.talkmatrix.asr;

import io.talkmatrix.asr.Recognition.Span;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Utterance;
import java.util.Optional;

/** One utterance while it is spoken: what is written about it, and what it asks of the conductor. For one thread. */
final class SpokenUtterance {

    /** Number of the final result: above any partial one, and the same however much of the stream is heard again. */
    private static final int LAST = 1_000_000;

    private final StageRoom room;
    private final HeardStream stream;
    private final Recognition words;
    private final BargeIn bargeIn;
    private final Reports reports;
    private final boolean microphone;
    private String lastWords = "";

    SpokenUtterance(
            StageRoom room,
            HeardStream stream,
            Recognition words,
            BargeIn bargeIn,
            Reports reports,
            boolean microphone) {
        this.room = room;
        this.stream = stream;
        this.words = words;
        this.bargeIn = bargeIn;
        this.reports = reports;
        this.microphone = microphone;
    }

    Recognition words() {
        return words;
    }

    /** True while the host is paused and somebody waits for the words. */
    boolean undecided() {
        return bargeIn.undecided();
    }

    /** A hop of the microphone went by: the host may have to be paused, or may go on. */
    void hop(StageOutput out) throws InterruptedException {
        if (microphone) {
            ask(bargeIn.heard(spoken(), stream.gate().now(), room.turns().active()), out);
        }
        Optional<Span> heard = words.poll();
        if (heard.isPresent()) {
            publishPartial(heard.get(), out);
        }
    }

    private void ask(Optional<BargeIn.Move> move, StageOutput out) throws InterruptedException {
        if (move.isPresent()) {
            out.request(reports.command(move.get(), hops(stream.gate().now())));
        }
    }

    private long spoken() {
        return stream.gate().end() - stream.gate().start();
    }

    /** Hops since the utterance began: the same for the same audio, however often and fast it is heard. */
    private int hops(long sample) {
        return (int) Math.min(LAST - 1, Math.max(0, sample - stream.gate().start()) / VoiceDetector.HOP);
    }

    /** Publishes the words so far, if there are any. */
    void publishPartial(Span heard, StageOutput out) throws InterruptedException {
        String text = words.text();
        if (text.isBlank()) {
            return;
        }
        lastWords = text;
        float confidence = words.averageLogProbability();
        ask(bargeIn.words(text, confidence), out);
        boolean speculative = microphone
                && stream.gate().silence() > 0
                && heard.to() == stream.spokenTo()
                && bargeIn.ifItEnded(text, confidence, spoken()).turn();
        long endMillis = stream.millisAt(stream.gate().end());
        emit(reports.partial(words, text, hops(heard.askedAt()), endMillis, speculative), out);
    }

    private static void emit(Utterance utterance, StageOutput out) throws InterruptedException {
        try {
            out.emit(utterance);
        } catch (CancelledException e) {
            // The turn is over: a predecessor published it, this is the same work done again.
        }
    }

    /**
     * The utterance is over, its words are all known: it becomes a turn, or says why not.
     *
     * @param end sample it is over at
     * @param decidedNanos when that was decided
     * @return whether it became a turn
     */
    boolean publishEnd(long end, long decidedNanos, StageOutput out) throws InterruptedException {
        String text = words.text().isBlank() && bargeIn.interrupted() ? lastWords : words.text();
        BargeIn.Ending ending = bargeIn.ifItEnded(text, words.averageLogProbability(), spoken());
        ask(ending.move(), out);
        long missing = stream.takeMissing();
        if (!ending.turn()) {
            out.report(reports.noSpeech(ending.why()));
            return false;
        }
        long endMillis = stream.millisAt(Math.min(stream.gate().end(), end));
        out.report(reports.opened(endMillis));
        // Nothing that can wait goes out before the words: requests to the broker follow one another.
        emit(reports.last(words, text, LAST, endMillis), out);
        double after = (System.nanoTime() - decidedNanos) / 1e6;
        out.report(reports.speechEnd(endMillis));
        out.report(reports.transcribed(words, after, missing));
        return true;
    }

    /** The words could not be recognised: what they were to be ends visibly. */
    void fail(String why, StageOutput out) throws InterruptedException {
        words.drop();
        Optional<BargeIn.Move> release = bargeIn.release(why);
        if (release.isEmpty()) {
            out.report(reports.opened(stream.millisAt(stream.gate().end())));
        }
        ask(release, out);
        out.report(reports.failed(why));
    }
}
