package io.talkmatrix.asr;

import io.talkmatrix.asr.Recognition.Span;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnIds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes utterances of what is heard on one stream, one at a time. For one thread. */
final class Hearing {

    /** A window is closed at the first pause after this: what is long takes long. */
    private static final int COMFORTABLE_WINDOW = SpeechGate.samples(12_000);

    private static final int GAP = SpeechGate.samples(200);
    /** A partial result that is still not there after this much silence makes way for the final one. */
    private static final int GIVE_UP_PARTIAL = SpeechGate.samples(64);

    /** While the host is paused, words are looked for this soon, and this often. */
    private static final int FIRST_WORDS = SpeechGate.samples(480);

    private static final int MORE_WORDS = SpeechGate.samples(320);

    private final StageRoom room;
    private final HeardStream stream;
    private final RoomRecognizer recognizer;
    private final TextFinish finish;
    private final Listening listening;
    private final Interruption interruption;
    private final Backchannels backchannels;
    private final int hardWindow;

    private SpokenUtterance utterance;
    private Endpointing endpointing = Endpointing.VAD;
    private boolean behind;
    private boolean anyWords;
    private int held;
    private long utteranceStart;
    private long windowStart;
    private long nextPartial;
    private long judgedEnd;

    Hearing(StageRoom room, HeardStream stream, RoomRecognizer recognizer, AsrStage.Manner manner) {
        this.room = room;
        this.stream = stream;
        this.recognizer = recognizer;
        finish = manner.finish();
        listening = manner.listening();
        interruption = manner.interruption();
        backchannels = manner.backchannels();
        hardWindow = recognizer.engine().maxSamples() - HeardStream.TAIL;
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
            if (utterance == null || microphone()) {
                held = Math.min(held, stream.chunks());
            }
            return;
        }
        if (utterance == null) {
            begin();
        }
        utterance.hop(out);
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
        windowStart = Math.max(stream.audio().from(), gate.start() - Listening.samples(listening.preRoll()));
        utteranceStart = windowStart;
        nextPartial = gate.start() + Listening.samples(listening.partialEvery());
        judgedEnd = -1;
        utterance = new SpokenUtterance(
                room,
                stream,
                new Recognition(recognizer, finish, expectedLanguages()),
                new BargeIn(interruption, backchannels),
                reports(),
                microphone());
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

    private Span span(long to) {
        return new Span(windowStart, to, stream.gate().now());
    }

    private void speechGoesOn(StageOutput out) throws InterruptedException {
        long now = stream.gate().now();
        Recognition words = utterance.words();
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
        Recognition words = utterance.words();
        long every = Listening.samples(listening.partialEvery());
        if (utterance.undecided()) {
            if (now - stream.gate().start() >= FIRST_WORDS && now >= nextPartial - every + MORE_WORDS) {
                nextPartial = now + every;
                words.ask(stream.audio(), span(stream.spokenTo()));
            }
        } else if (now >= nextPartial && !behind && words.askIfFree(stream.audio(), span(stream.spokenTo()))) {
            // Half of the time at most goes into what will be thrown away.
            nextPartial = now + Math.max(every, SpeechGate.samples((int) (2 * words.lastMillis())));
        }
    }

    private void silenceGoesOn(StageOutput out) throws InterruptedException {
        long silence = stream.gate().silence();
        long end = stream.spokenTo();
        Recognition words = utterance.words();
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
        Recognition words = utterance.words();
        if (silence < Listening.samples(listening.sentenceSilence()) || judgedEnd == end || !words.about(end)) {
            return false;
        }
        judgedEnd = end;
        Optional<Span> heard = words.asked() ? Optional.of(words.await()) : Optional.empty();
        if (Sentences.complete(words.text(), words.language())) {
            return true;
        }
        if (heard.isPresent()) {
            utterance.publishPartial(heard.get(), out);
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
        utterance.words().close(stream.audio(), window);
        windowStart = end;
        stream.forgetBefore(end);
        judgedEnd = end;
        utterance.publishPartial(window, out);
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
        Recognition words = utterance.words();
        if (end - windowStart >= GAP / 2) {
            words.close(stream.audio(), span(end));
        } else {
            words.drop();
        }
        SpokenUtterance ended = utterance;
        utterance = null;
        anyWords |= ended.publishEnd(end, decided, out);
    }

    /** The stream is over. */
    void end(StageOutput out) throws InterruptedException {
        if (utterance != null) {
            finish(stream.spokenTo(), out);
        } else if (!anyWords && !microphone()) {
            windowStart = 0;
            out.report(reports().noSpeech("no speech in the whole stream"));
        }
    }

    /** The words could not be recognised: what they were to be ends visibly, and the room goes on listening. */
    void fail(String why, StageOutput out) throws InterruptedException {
        SpokenUtterance failed = utterance;
        utterance = null;
        stream.gate().close();
        windowStart = stream.gate().now();
        held = 0;
        if (failed != null) {
            failed.fail(why, out);
        }
    }
}
