package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Listens to one room: one stream at a time, one utterance at a time. For one thread. */
final class AsrSession implements RoomSession<AudioChunk> {

    private static final Logger LOG = System.getLogger(AsrSession.class.getName());

    private static final int MOST_BYTES = 2 * AudioChunk.SAMPLE_RATE_HZ;
    /** Kept behind the last voiced hop; shorter than the silence that starts a recognition ahead. */
    private static final int TAIL = SpeechGate.samples(60);

    private static final int COMFORTABLE_WINDOW = SpeechGate.samples(12_000);
    /** Whoever speaks into a microphone without a pause is answered after this at the latest. */
    private static final int LONGEST = SpeechGate.samples(28_000);

    private static final int GAP = SpeechGate.samples(200);
    /** Below this peak nothing can be heard: digital silence needs no model. */
    private static final float INAUDIBLE = 1e-4f;

    private final StageRoom room;
    private final AsrEngine engine;
    private final VoiceDetector.Ear ear;
    private final TextFinish finish;
    private final Listening listening;
    private final int hardWindow;
    private final float[] hop = new float[VoiceDetector.HOP];

    private Stream stream;

    AsrSession(StageRoom room, AsrEngine engine, VoiceDetector.Ear ear, TextFinish finish, Listening listening) {
        this.room = room;
        this.engine = engine;
        this.ear = ear;
        this.finish = finish;
        this.listening = listening;
        this.hardWindow = engine.maxSamples() - TAIL;
    }

    /** Where a chunk began. */
    private record Mark(long sample, long seq, long captureMillis) {

        long millisAt(long other) {
            return captureMillis + (other - sample) / (AudioChunk.SAMPLE_RATE_HZ / 1000);
        }
    }

    /** What is known of the stream that is listened to. */
    private static final class Stream {
        private final String id;
        private final SpeechGate gate = new SpeechGate();
        private final AudioWindow audio = new AudioWindow();
        private final Deque<Mark> marks = new ArrayDeque<>();
        private Recognition recognition;
        private long nextSeq;
        private long missing;
        private int filled;
        private int held;
        private long windowStart;
        private long startMillis;
        private long nextPartial;
        private int partials;
        private String turn = "";
        private boolean earIsFresh = true;
        private boolean anyWords;
        private boolean aheadDone;

        private Stream(AudioChunk first) {
            id = first.stream();
            nextSeq = first.seq();
        }

        /** Capture time of a sample by the chunk it came with: clocks drift, and chunks may be missing. */
        private long millisAt(long sample) {
            return markOf(sample).millisAt(sample);
        }

        /** The chunk that holds a sample. */
        private Mark markOf(long sample) {
            Mark found = marks.getFirst();
            for (Mark mark : marks) {
                if (mark.sample() <= sample) {
                    found = mark;
                }
            }
            return found;
        }

        private void forgetBefore(long sample) {
            audio.forgetBefore(sample);
            while (marks.size() > 1 && secondMark().sample() <= audio.from()) {
                marks.removeFirst();
            }
        }

        private Mark secondMark() {
            Iterator<Mark> all = marks.iterator();
            all.next();
            return all.next();
        }

        /** First sample that need not be recognised any more. */
        private long spokenTo() {
            return Math.min(gate.end() + TAIL, audio.to());
        }
    }

    @Override
    public void handle(AudioChunk chunk, StageOutput out) throws InterruptedException {
        check(chunk);
        if (stream == null || !stream.id.equals(chunk.stream())) {
            if (stream != null) {
                finishUtterance(chunk.endpointing(), out);
            }
            ear.reset();
            stream = new Stream(chunk);
        }
        if (chunk.seq() < stream.nextSeq) {
            return;
        }
        if (chunk.seq() > stream.nextSeq) {
            LOG.log(
                    Level.WARNING,
                    "room {0}: audio stream {1} lacks {2} chunks before chunk {3}",
                    room.id(),
                    stream.id,
                    chunk.seq() - stream.nextSeq,
                    chunk.seq());
            stream.missing += chunk.seq() - stream.nextSeq;
        }
        stream.nextSeq = chunk.seq() + 1;
        stream.held++;
        stream.marks.add(new Mark(stream.audio.to() + stream.filled, chunk.seq(), chunk.captureMillis()));
        listen(chunk, out);
        if (chunk.endOfStream()) {
            finishUtterance(chunk.endpointing(), out);
            if (!stream.anyWords && chunk.endpointing() == Endpointing.STREAM_END) {
                out.report(
                        event(turnOf(stream), Milestone.NO_SPEECH, room.clock().millis(), "", Map.of()));
            }
            stream = null;
        }
    }

    private static void check(AudioChunk chunk) {
        if (chunk.pcm().length % 2 != 0) {
            throw new BadInputException("audio chunk " + chunk.stream() + '/' + chunk.seq()
                    + " has an odd number of bytes (" + chunk.pcm().length + "), 16-bit samples have two each");
        }
        if (chunk.pcm().length > MOST_BYTES) {
            throw new BadInputException("audio chunk " + chunk.stream() + '/' + chunk.seq() + " has "
                    + chunk.pcm().length + " bytes, at most " + MOST_BYTES + " (1 s) are taken");
        }
        if (chunk.pcm().length == 0 && !chunk.endOfStream()) {
            throw new BadInputException("audio chunk " + chunk.stream() + '/' + chunk.seq() + " is empty");
        }
    }

    private void listen(AudioChunk chunk, StageOutput out) throws InterruptedException {
        ShortBuffer pcm =
                ByteBuffer.wrap(chunk.pcm()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        while (pcm.hasRemaining()) {
            hop[stream.filled++] = pcm.get() / 32768f;
            if (stream.filled == hop.length) {
                stream.filled = 0;
                stream.audio.append(hop, hop.length);
                stream.gate.accept(probability(), hop.length);
                afterHop(chunk.endpointing(), out);
            }
        }
    }

    private float probability() {
        float peak = 0;
        for (float sample : hop) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak < INAUDIBLE) {
            if (!stream.earIsFresh) {
                ear.reset();
                stream.earIsFresh = true;
            }
            return 0;
        }
        stream.earIsFresh = false;
        return ear.speechProbability(hop);
    }

    private void afterHop(Endpointing endpointing, StageOutput out) throws InterruptedException {
        SpeechGate gate = stream.gate;
        if (!gate.open()) {
            stream.forgetBefore(gate.now() - Listening.samples(listening.preRoll()) - GAP);
            if (stream.recognition == null || endpointing == Endpointing.VAD) {
                stream.held = Math.min(stream.held, stream.marks.size());
            }
            return;
        }
        if (stream.recognition == null) {
            beginUtterance();
        }
        long silence = gate.silence();
        if (silence == 0) {
            stream.aheadDone = false;
        }
        long end = stream.spokenTo();
        if (endpointing == Endpointing.STREAM_END && silence >= GAP && end <= stream.windowStart) {
            awaitSpeech();
        } else if (endpointing == Endpointing.VAD
                && (silence >= Listening.samples(listening.endSilence()) || gate.now() - gate.start() >= LONGEST)) {
            finishUtterance(endpointing, out);
        } else if (silence >= GAP && end - stream.windowStart >= COMFORTABLE_WINDOW
                || gate.now() - stream.windowStart >= hardWindow) {
            closeWindow(silence >= GAP ? end : gate.now(), out);
        } else if (!stream.aheadDone && silence >= Listening.samples(listening.speculateAfter())) {
            stream.aheadDone = true;
            stream.recognition.ahead(stream.audio, stream.windowStart, end);
        } else if (endpointing == Endpointing.VAD && gate.now() >= stream.nextPartial && silence == 0) {
            stream.nextPartial = gate.now() + Listening.samples(listening.partialEvery());
            stream.recognition.ahead(stream.audio, stream.windowStart, end);
            publishPartial(out);
        }
    }

    private void beginUtterance() {
        stream.recognition = new Recognition(engine, finish, expectedLanguages());
        stream.windowStart =
                Math.max(stream.audio.from(), stream.gate.start() - Listening.samples(listening.preRoll()));
        stream.nextPartial = stream.gate.start() + Listening.samples(listening.partialEvery());
        stream.startMillis = stream.millisAt(stream.gate.start());
        stream.partials = 0;
        if (stream.turn.isEmpty()) {
            stream.turn = turnOf(stream);
        }
    }

    /** The primary tag of the room's language ({@code zh} of {@code zh-CN}), or all to choose from. */
    private List<String> expectedLanguages() {
        String language = room.settings().language();
        return language.isEmpty()
                ? listening.languages()
                : List.of(Locale.forLanguageTag(language.replace('_', '-')).getLanguage());
    }

    /** A file is one turn however often it pauses; a microphone's turns are told apart by where they begin. */
    private String turnOf(Stream of) {
        Mark mark = of.markOf(of.windowStart);
        return TurnIds.of(mark.captureMillis(), room.id(), of.id, mark.seq());
    }

    /** Nothing was said since the last window: only what the next one begins with is kept. */
    private void awaitSpeech() {
        stream.windowStart =
                Math.max(stream.windowStart, stream.gate.now() - Listening.samples(listening.preRoll()) - GAP);
        stream.forgetBefore(stream.windowStart);
    }

    private void closeWindow(long end, StageOutput out) throws InterruptedException {
        stream.recognition.close(stream.audio, stream.windowStart, end);
        stream.windowStart = end;
        stream.forgetBefore(end);
        stream.aheadDone = true;
        publishPartial(out);
    }

    private void publishPartial(StageOutput out) throws InterruptedException {
        String text = stream.recognition.text();
        if (!text.isEmpty()) {
            out.emit(utterance(text, false, stream.partials++));
        }
    }

    private void finishUtterance(Endpointing endpointing, StageOutput out) throws InterruptedException {
        Recognition recognition = stream.recognition;
        if (recognition == null) {
            return;
        }
        long end = stream.spokenTo();
        if (end - stream.windowStart >= GAP / 2) {
            recognition.close(stream.audio, stream.windowStart, end);
        }
        String text = recognition.text();
        if (!text.isBlank()) {
            stream.anyWords = true;
            publishFinal(text, recognition, out);
        }
        stream.gate.close();
        stream.recognition = null;
        stream.turn = "";
        stream.windowStart = stream.gate.now();
        stream.held = 0;
        stream.missing = 0;
    }

    private void publishFinal(String text, Recognition recognition, StageOutput out) throws InterruptedException {
        long now = room.clock().millis();
        out.report(event(stream.turn, Milestone.OPENED, now, "", Map.of()));
        // Nothing that can wait goes out before the words: requests to the broker follow one another.
        out.emit(utterance(text, true, stream.partials));
        out.report(event(stream.turn, Milestone.SPEECH_END, stream.millisAt(stream.gate.end()), "", Map.of()));
        double audio = recognition.audioMillis();
        out.report(event(
                stream.turn,
                Milestone.TRANSCRIBED,
                room.clock().millis(),
                recognition.language(),
                Map.of(
                        "computeMillis",
                        recognition.computeMillis(),
                        "audioMillis",
                        audio,
                        "missingChunks",
                        (double) stream.missing,
                        "rtf",
                        audio == 0 ? 0 : recognition.computeMillis() / audio)));
    }

    private Utterance utterance(String text, boolean isFinal, int seq) {
        return new Utterance(
                new UnitId(room.id(), stream.turn, room.turns().generation(), 0, seq),
                text,
                isFinal,
                stream.recognition.language(),
                Utterance.Source.SPEECH,
                "",
                stream.startMillis,
                stream.millisAt(stream.gate.end()),
                stream.recognition.averageLogProbability(),
                "");
    }

    private TurnEvent event(String turn, Milestone milestone, long at, String detail, Map<String, Double> figures) {
        EngineInfo info = engine.info();
        return new TurnEvent(
                room.id(),
                turn,
                room.turns().generation(),
                AsrStage.NAME,
                milestone,
                -1,
                -1,
                info.engineAndModel(),
                info.deviceAndPrecision(),
                "",
                detail,
                figures,
                at);
    }

    @Override
    public int held() {
        return stream == null ? 0 : stream.held;
    }

    @Override
    public void close() {
        ear.close();
    }
}
