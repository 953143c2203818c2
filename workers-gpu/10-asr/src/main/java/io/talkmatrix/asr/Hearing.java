package io.talkmatrix.asr;

import io.talkmatrix.asr.Recognition.Span;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes utterances of what is heard on one stream, one at a time. For one thread. */
final class Hearing {

    /** Kept behind the last voiced hop; shorter than the silence that starts a recognition ahead. */
    private static final int TAIL = SpeechGate.samples(60);

    /** A window is closed at the first pause after this: what is long takes long. */
    private static final int COMFORTABLE_WINDOW = SpeechGate.samples(12_000);

    private static final int GAP = SpeechGate.samples(200);
    /** A partial result that is still not there after this much silence makes way for the final one. */
    private static final int GIVE_UP_PARTIAL = SpeechGate.samples(64);

    /** While the host is paused, words are looked for this soon, and this often. */
    private static final int FIRST_WORDS = SpeechGate.samples(480);

    private static final int MORE_WORDS = SpeechGate.samples(320);

    /** Number of the final result: above any partial one, and the same however much of the stream is heard again. */
    private static final int LAST = 1_000_000;

    private final StageRoom room;
    private final HeardStream stream;
    private final RoomRecognizer recognizer;
    private final TextFinish finish;
    private final Listening listening;
    private final Interruption interruption;
    private final Backchannels backchannels;
    private final int hardWindow;

    private Recognition words;
    private Reports reports;
    private BargeIn bargeIn;
    private Endpointing endpointing = Endpointing.VAD;
    private boolean behind;
    private boolean anyWords;
    private int held;
    private long utteranceStart;
    private long windowStart;
    private long nextPartial;
    private long judgedEnd;
    private String lastWords = "";

    Hearing(StageRoom room, HeardStream stream, RoomRecognizer recognizer, AsrStage.Manner manner) {
        this.room = room;
        this.stream = stream;
        this.recognizer = recognizer;
        finish = manner.finish();
        listening = manner.listening();
        interruption = manner.interruption();
        backchannels = manner.backchannels();
        hardWindow = recognizer.engine().maxSamples() - TAIL;
    }

    /**
     * A chunk begins.
     *
     * @param who who says where utterances end
     * @param late true if the machine does not keep up: nothing is recognised that may be left out
     */
    void chunk(Endpointing who, boolean late) {
        held++;
        endpointing = who;
        behind = late;
    }

    int held() {
        return held;
    }

    /** The stream has come one hop further. */
    void afterHop(StageOutput out) throws InterruptedException {
        SpeechGate gate = stream.gate();
        if (!gate.open()) {
            stream.forgetBefore(gate.now() - Listening.samples(listening.preRoll()) - GAP);
            if (words == null || microphone()) {
                held = Math.min(held, stream.chunks());
            }
            return;
        }
        if (words == null) {
            begin();
        }
        if (microphone()) {
            noteHost(out);
        }
        collect(out);
        if (gate.silence() == 0) {
            speechGoesOn(out);
        } else {
            silenceGoesOn(out);
        }
    }

    private boolean microphone() {
        return endpointing == Endpointing.VAD;
    }

    private void begin() {
        SpeechGate gate = stream.gate();
        words = new Recognition(recognizer, finish, expectedLanguages());
        bargeIn = new BargeIn(interruption, backchannels);
        windowStart = Math.max(stream.audio().from(), gate.start() - Listening.samples(listening.preRoll()));
        utteranceStart = windowStart;
        nextPartial = gate.start() + Listening.samples(listening.partialEvery());
        judgedEnd = -1;
        lastWords = "";
        reports = reports();
    }

    /** A file is one turn however often it pauses; a microphone's turns are told apart by where they begin. */
    private Reports reports() {
        HeardStream.Mark mark = stream.markOf(windowStart);
        String turn = TurnIds.of(mark.captureMillis(), room.id(), stream.id(), mark.seq());
        return new Reports(
                room,
                recognizer.engine().info(),
                turn,
                stream.millisAt(Math.max(windowStart, stream.gate().start())));
    }

    /** The primary tag of the room's language ({@code zh} of {@code zh-CN}), or all to choose from. */
    private List<String> expectedLanguages() {
        String language = room.settings().language();
        return language.isEmpty()
                ? listening.languages()
                : List.of(Locale.forLanguageTag(language.replace('_', '-')).getLanguage());
    }

    private void noteHost(StageOutput out) throws InterruptedException {
        ask(bargeIn.heard(spoken(), stream.gate().now(), room.turns().active()), out);
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

    /** Publishes what was recognised meanwhile. */
    private void collect(StageOutput out) throws InterruptedException {
        Optional<Span> heard = words.poll();
        if (heard.isPresent()) {
            publishPartial(heard.get(), out);
        }
    }

    private void publishPartial(Span heard, StageOutput out) throws InterruptedException {
        String text = words.text();
        if (text.isBlank()) {
            return;
        }
        lastWords = text;
        float confidence = words.averageLogProbability();
        ask(bargeIn.words(text, confidence), out);
        boolean speculative = microphone()
                && stream.gate().silence() > 0
                && heard.to() == spokenTo()
                && bargeIn.ifItEnded(text, confidence, spoken()).turn();
        emit(reports.partial(words, text, hops(heard.askedAt()), millisOfEnd(), speculative), out);
    }

    private void emit(Utterance utterance, StageOutput out) throws InterruptedException {
        try {
            out.emit(utterance);
        } catch (CancelledException e) {
            // The turn is over: a predecessor published it, this is the same work done again.
        }
    }

    private long millisOfEnd() {
        return stream.millisAt(stream.gate().end());
    }

    /** First sample that need not be recognised any more. */
    private long spokenTo() {
        return Math.min(stream.gate().end() + TAIL, stream.audio().to());
    }

    private Span span(long to) {
        return new Span(windowStart, to, stream.gate().now());
    }

    private void speechGoesOn(StageOutput out) throws InterruptedException {
        long now = stream.gate().now();
        if (words.asked() && judgedEnd >= 0) {
            words.drop(); // recognised ahead of an end that was none
        }
        judgedEnd = -1;
        boolean tooLong =
                microphone() && now - utteranceStart >= Listening.samples(listening.maxUtterance()) - VoiceDetector.HOP;
        if (tooLong || now - windowStart >= hardWindow) {
            cut(out);
        } else if (microphone() && !words.asked()) {
            partial(now);
        }
    }

    private void partial(long now) {
        long every = Listening.samples(listening.partialEvery());
        if (bargeIn.undecided() && lastWords.isEmpty()) {
            if (now - stream.gate().start() >= FIRST_WORDS && now >= nextPartial - every + MORE_WORDS) {
                nextPartial = now + every;
                words.ask(stream.audio(), span(spokenTo()));
            }
        } else if (now >= nextPartial && !behind && words.askIfFree(stream.audio(), span(spokenTo()))) {
            // Half of the time at most goes into what will be thrown away.
            nextPartial = now + Math.max(every, SpeechGate.samples((int) (2 * words.lastMillis())));
        }
    }

    private void silenceGoesOn(StageOutput out) throws InterruptedException {
        long silence = stream.gate().silence();
        long end = spokenTo();
        boolean nothingNew = end <= windowStart;
        if (silence >= GIVE_UP_PARTIAL && words.asked() && !words.about(end)) {
            words.drop();
        }
        if (!microphone() && silence >= GAP && nothingNew) {
            awaitSpeech();
        } else if (microphone()
                && (silence >= Listening.samples(listening.endSilence()) || sentenceEnded(silence, end, out))) {
            finish(end, out);
        } else if (silence >= GAP
                && (end - windowStart >= COMFORTABLE_WINDOW || stream.gate().now() - windowStart >= hardWindow)) {
            closeWindow(end, out);
        } else if (silence >= Listening.samples(listening.speculateAfter()) && judgedEnd < 0 && !nothingNew) {
            judgedEnd = 0;
            if (!words.about(end)) {
                words.ask(stream.audio(), span(end));
            }
        }
    }

    /**
     * Decided once a pause, by the words recognised ahead: it waits for them, so that the same audio ends at the same
     * sample however busy the machine is.
     */
    private boolean sentenceEnded(long silence, long end, StageOutput out) throws InterruptedException {
        if (silence < Listening.samples(listening.sentenceSilence()) || judgedEnd == end || !words.about(end)) {
            return false;
        }
        judgedEnd = end;
        Optional<Span> heard = words.asked() ? Optional.of(words.await()) : Optional.empty();
        if (Sentences.complete(words.text(), words.language())) {
            return true;
        }
        if (heard.isPresent()) {
            publishPartial(heard.get(), out);
        }
        return false;
    }

    /** Nothing was said since the last window: only what the next one begins with is kept. */
    private void awaitSpeech() {
        windowStart = Math.max(windowStart, stream.gate().now() - Listening.samples(listening.preRoll()) - GAP);
        stream.forgetBefore(windowStart);
    }

    private void closeWindow(long end, StageOutput out) throws InterruptedException {
        Span window = span(end);
        words.close(stream.audio(), window);
        windowStart = end;
        stream.forgetBefore(end);
        judgedEnd = end;
        publishPartial(window, out);
    }

    /** Somebody speaks without a pause: cut where speech was thinnest, what follows goes on from there. */
    private void cut(StageOutput out) throws InterruptedException {
        long end = stream.gate().thinnestAfter(windowStart + GAP);
        if (!microphone()) {
            closeWindow(end, out);
            return;
        }
        publishEnd(end, out);
        stream.gate().cut(end);
        stream.forgetBefore(end);
        held = stream.chunks();
    }

    private void finish(long end, StageOutput out) throws InterruptedException {
        try {
            publishEnd(end, out);
        } finally {
            stream.gate().close();
            windowStart = stream.gate().now();
            held = 0;
        }
    }

    private void publishEnd(long end, StageOutput out) throws InterruptedException {
        long decided = System.nanoTime();
        Recognition ended = words;
        if (end - windowStart >= GAP / 2) {
            ended.close(stream.audio(), span(end));
        } else {
            ended.drop();
        }
        words = null;
        String text = ended.text().isBlank() && bargeIn.interrupted() ? lastWords : ended.text();
        BargeIn.Ending ending = bargeIn.ifItEnded(text, ended.averageLogProbability(), spoken());
        ask(ending.move(), out);
        if (ending.turn()) {
            anyWords = true;
            long endMillis = Math.min(millisOfEnd(), stream.millisAt(end));
            out.report(reports.opened(endMillis));
            // Nothing that can wait goes out before the words: requests to the broker follow one another.
            emit(reports.last(ended, text, LAST, endMillis), out);
            double after = (System.nanoTime() - decided) / 1e6;
            out.report(reports.speechEnd(endMillis));
            out.report(reports.transcribed(ended, after, stream.takeMissing()));
        } else {
            unheard(ending.why(), out);
        }
    }

    /** An utterance of a microphone, or the pieces of a file, held no words to answer. */
    private void unheard(String why, StageOutput out) throws InterruptedException {
        stream.takeMissing();
        out.report(reports.noSpeech(why));
    }

    /** The stream is over. */
    void end(StageOutput out) throws InterruptedException {
        if (words != null) {
            finish(spokenTo(), out);
        } else if (!anyWords && !microphone()) {
            windowStart = 0;
            reports = reports();
            unheard("no speech in the whole stream", out);
        }
    }

    /** The words could not be recognised: what they were to be ends visibly, and the room goes on listening. */
    void fail(String why, StageOutput out) throws InterruptedException {
        words = null;
        stream.gate().close();
        windowStart = stream.gate().now();
        held = 0;
        if (reports == null) {
            return;
        }
        Optional<BargeIn.Move> release = bargeIn.release(why);
        if (release.isEmpty()) {
            out.report(reports.opened(millisOfEnd()));
        }
        ask(release, out);
        out.report(reports.failed(why));
    }
}
