package io.talkmatrix.tts;

import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TimedPhoneme;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One room's voice. Positions run on over the segments of a turn, so a turn is said from its first segment: until its
 * last one is written all of them are {@link #held}, and a successor that reads them again makes the same chunks.
 */
final class TtsSession implements RoomSession<ReplySegment> {

    /** The first chunk is short, so that the voice is heard soon. */
    private static final int FIRST_CHUNK = Speech.SAMPLE_RATE_HZ / 5;

    private static final int CHUNK = Speech.SAMPLE_RATE_HZ * 3 / 10;

    /** A shorter rest is joined to the chunk before it. */
    private static final int SHORTEST_CHUNK = Speech.SAMPLE_RATE_HZ / 5;

    private final StageRoom room;
    private final EngineSet engines;
    private final float speed;
    private TurnVoice turn;

    TtsSession(StageRoom room, EngineSet engines, float speed) {
        this.room = room;
        this.engines = engines;
        this.speed = speed;
    }

    @Override
    public void handle(ReplySegment segment, StageOutput out) throws InterruptedException {
        if (turn == null || !turn.speaks(segment.id())) {
            turn = new TurnVoice(segment.id());
        }
        if (turn.over() || segment.id().segment() < turn.nextSegment()) {
            return;
        }
        try (Cancellation cancel = room.turns().watch(turn.turn(), turn.generation())) {
            if (segment.id().segment() > turn.nextSegment()) {
                throw new StageFailedException("reply segment " + segment.id().segment() + " came before segment "
                        + turn.nextSegment() + ": its place in the turn is unknown");
            }
            if (segment.text().isBlank() && !segment.last()) {
                turn.spoken(0, 0);
                throw new BadInputException(
                        "reply segment " + segment.id().segment() + " has no text and is not the last: nothing to say");
            }
            say(segment, cancel, out);
        } catch (CancelledException | StageFailedException e) {
            turn.end();
            throw e;
        }
        if (segment.last()) {
            turn.end();
        }
    }

    @Override
    public int held() {
        boolean open = turn != null && !turn.over() && !room.turns().stale(turn.turn(), turn.generation());
        return open ? turn.nextSegment() : 0;
    }

    @Override
    public void close() {
        turn = null;
    }

    /** What was made of a segment: sound, the silence after it, and how it was made. */
    private record Take(Speech speech, int length, EngineInfo engine, String degraded, long computeMillis) {}

    private void say(ReplySegment segment, Cancellation cancel, StageOutput out) throws InterruptedException {
        Take take = take(segment, cancel);
        boolean first = segment.id().segment() == 0;
        int at = 0;
        int seq = 0;
        while (at < take.length()) {
            cancel.check();
            int to = chunkEnd(at, take.length());
            out.emit(chunk(segment, take, seq, at, to));
            if (first && seq == 0) {
                report(out, segment, take, Milestone.FIRST_AUDIO, turn.samples(), take.computeMillis(), take.length());
            }
            seq++;
            at = to;
        }
        turn.spoken(take.length(), take.computeMillis());
        if (segment.last()) {
            report(out, segment, take, Milestone.SPOKEN, turn.samples(), turn.computeMillis(), turn.samples());
        }
    }

    private Take take(ReplySegment segment, Cancellation cancel) {
        if (segment.text().isBlank()) {
            return new Take(Speech.EMPTY, Pauses.CLOSING_SAMPLES, engines.info(), "", 0);
        }
        EngineSet.Choice choice = engines.choose(segment.text(), segment.language(), room.settings());
        long start = room.clock().millis();
        Speech speech = synthesize(segment, choice, cancel);
        long computeMillis = room.clock().millis() - start;
        int pause = segment.last() || speech.samples().length == 0
                ? Pauses.CLOSING_SAMPLES
                : Pauses.samplesAfter(segment.text());
        return new Take(
                speech, speech.samples().length + pause, choice.engine().info(), choice.degraded(), computeMillis);
    }

    private Speech synthesize(ReplySegment segment, EngineSet.Choice choice, Cancellation cancel) {
        List<Speech> parts = new ArrayList<>();
        for (String part : ClauseParts.of(segment.text())) {
            cancel.check();
            Clause clause = new Clause(
                    part,
                    choice.language(),
                    choice.voice(),
                    speed,
                    segment.emotion(),
                    Math.max(0f, Math.min(1f, segment.intensity())),
                    seed(segment));
            try {
                Speech speech = choice.engine().synthesize(clause, cancel);
                if (speech.samples().length > 0) {
                    parts.add(speech);
                }
            } catch (CancelledException | StageFailedException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new StageFailedException(
                        "the voice engine " + choice.engine().info().engineAndModel() + " failed: "
                                + e.getClass().getSimpleName(),
                        e);
            }
        }
        return Passages.joined(parts, Pauses.samplesAfter("，"));
    }

    /** The same whenever the segment is said again. */
    private long seed(ReplySegment segment) {
        return 31 * (31 * room.settings().seed() + segment.id().turn().hashCode())
                + segment.id().segment();
    }

    private static int chunkEnd(int at, int length) {
        int to = at + (at == 0 ? FIRST_CHUNK : CHUNK);
        return length - to < SHORTEST_CHUNK ? length : to;
    }

    private SpeechChunk chunk(ReplySegment segment, Take take, int seq, int from, int to) {
        long base = turn.samples();
        boolean first = seq == 0;
        boolean last = to == take.length();
        List<PhonemeSpan> track = first ? withPause(take) : List.of();
        List<TimedPhoneme> phonemes = track.stream()
                .map(span -> new TimedPhoneme(span.symbol(), base + span.startSample(), base + span.endSample()))
                .toList();
        List<TimedViseme> visemes = VisemeMapper.visemes(track, base);
        return new SpeechChunk(
                segment.id().withSeq(seq),
                Pcm.of(take.speech().samples(), from, to),
                base + from,
                phonemes,
                visemes,
                first ? segment.text() : "",
                segment.emotion(),
                segment.intensity(),
                last,
                last && segment.last(),
                take.degraded());
    }

    private static List<PhonemeSpan> withPause(Take take) {
        List<PhonemeSpan> track = new ArrayList<>(take.speech().phonemes());
        int spoken = take.speech().samples().length;
        if (take.length() > spoken) {
            track.add(new PhonemeSpan(PhonemeSpan.SILENCE, spoken, take.length()));
        }
        return track;
    }

    private void report(
            StageOutput out,
            ReplySegment segment,
            Take take,
            Milestone milestone,
            long ptsSamples,
            long computeMillis,
            long audioSamples)
            throws InterruptedException {
        double audioMillis = audioSamples * 1000.0 / Speech.SAMPLE_RATE_HZ;
        out.report(new TurnEvent(
                segment.id().room(),
                turn.turn(),
                turn.generation(),
                TtsStage.NAME,
                milestone,
                segment.id().segment(),
                ptsSamples,
                take.engine().engineAndModel(),
                take.engine().deviceAndPrecision(),
                take.degraded(),
                "",
                Map.of(
                        "rtf",
                        computeMillis / audioMillis,
                        "computeMillis",
                        (double) computeMillis,
                        "audioMillis",
                        audioMillis),
                room.clock().millis()));
    }
}
