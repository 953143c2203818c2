package io.talkmatrix.tts;

import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One room's voice. Positions run on over the segments of a turn, so a turn is said from its first segment: until its
 * last one is written all of them are {@link #held}. A successor that reads them again goes on behind the last sample that
 * was written.
 */
final class TtsSession implements RoomSession<ReplySegment> {

    private final StageRoom room;
    private final Voices voices;
    private TurnVoice turn;

    TtsSession(StageRoom room, Voices voices) {
        this.room = room;
        this.voices = voices;
    }

    @Override
    public void handle(ReplySegment segment, StageOutput out) throws InterruptedException {
        if (turn == null || !turn.speaks(segment.id())) {
            turn = new TurnVoice(segment.id(), room.written(segment.id().turn()));
        }
        if (turn.over() || segment.id().segment() < turn.nextSegment()) {
            return;
        }
        boolean last = segment.last();
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
            last |= say(segment, cancel, out);
        } catch (CancelledException | StageFailedException e) {
            turn.end();
            throw e;
        }
        if (last) {
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

    /** @return true if nothing more is said of the turn, though more may come */
    private boolean say(ReplySegment asked, Cancellation cancel, StageOutput out) throws InterruptedException {
        TurnVoice.Said said = turn.said();
        if (said.all()) {
            reportSaid(asked, said, out);
            return turn.completeBefore();
        }
        Stopwatch work = new Stopwatch(() -> room.clock().millis());
        Voices.Take take = work.time(() -> take(asked, cancel));
        ReplySegment segment =
                take.instead().map(phrase -> instead(asked, phrase)).orElse(asked);
        SpeechStream voice = take.instead()
                .map(phrase -> SpeechStream.of(behind((int) said.samples(), phrase.speech())))
                .orElse(take.voice());
        int pause =
                segment.last() || voice.samples() == 0 ? Pauses.CLOSING_SAMPLES : Pauses.samplesAfter(segment.text());
        SegmentSpeech speech = new SegmentSpeech(segment, turn.samples(), voice, pause, said, take.degraded());
        boolean first = segment.id().segment() == 0;
        while (speech.hasNext()) {
            cancel.check();
            SpeechChunk chunk = work.time(() -> translated(take, speech::next));
            out.emit(chunk);
            if (first) {
                report(out, segment, take, Milestone.FIRST_AUDIO, chunk.ptsSamples(), work.millis(), chunk.samples());
                first = false;
            }
        }
        turn.spoken(speech.length(), work.millis());
        reportSpoken(out, segment, take, work.millis(), speech.length());
        return take.instead().isPresent();
    }

    /** A phrase is heard from its beginning, whatever of the segment was said before it. */
    private static Speech behind(int samples, Speech phrase) {
        if (samples == 0) {
            return phrase;
        }
        float[] all = new float[samples + phrase.samples().length];
        System.arraycopy(phrase.samples(), 0, all, samples, phrase.samples().length);
        List<PhonemeSpan> spans = new ArrayList<>(List.of(new PhonemeSpan(PhonemeSpan.SILENCE, 0, samples)));
        phrase.phonemes()
                .forEach(span -> spans.add(
                        new PhonemeSpan(span.symbol(), samples + span.startSample(), samples + span.endSample())));
        return new Speech(all, spans);
    }

    /** Of milestones of what another worker said nobody knows whether they were written, too. */
    private void reportSaid(ReplySegment segment, TurnVoice.Said said, StageOutput out) throws InterruptedException {
        Voices.Take before = nothing();
        if (segment.id().segment() == 0) {
            report(out, segment, before, Milestone.FIRST_AUDIO, 0, 0, said.samples());
        }
        turn.spoken(said.samples(), 0);
        reportSpoken(out, segment, before, 0, said.samples());
    }

    private void reportSpoken(StageOutput out, ReplySegment segment, Voices.Take take, long computeMillis, long samples)
            throws InterruptedException {
        report(out, segment, take, Milestone.SEGMENT_SPOKEN, turn.samples(), computeMillis, samples);
        if (segment.last() || turn.completeBefore()) {
            report(out, segment, take, Milestone.SPOKEN, turn.samples(), turn.computeMillis(), turn.samples());
        }
    }

    private Voices.Take take(ReplySegment segment, Cancellation cancel) {
        return segment.text().isBlank() ? nothing() : voices.take(segment, room.settings(), seed(segment), cancel);
    }

    private Voices.Take nothing() {
        return new Voices.Take(SpeechStream.EMPTY, voices.engines().info(), "", Optional.empty());
    }

    /** The phrase stands for the segment and for all that would follow. */
    private static ReplySegment instead(ReplySegment segment, VoicePack.Phrase phrase) {
        return new ReplySegment(
                segment.id(),
                phrase.text(),
                phrase.language(),
                Emotion.NEUTRAL,
                0f,
                segment.source(),
                segment.sourceDetail(),
                true,
                segment.degraded());
    }

    /** What goes wrong in an engine fails the turn once it is heard; the message names the engine and none of the words. */
    private <T> T translated(Voices.Take take, Supplier<T> work) {
        try {
            return work.get();
        } catch (CancelledException | StageFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            voices.broke(take.engine());
            throw new StageFailedException(Voices.failed(take.engine(), e), e);
        }
    }

    /** The same whenever the segment is said again. */
    private long seed(ReplySegment segment) {
        return 31 * (31 * room.settings().seed() + segment.id().turn().hashCode())
                + segment.id().segment();
    }

    private void report(
            StageOutput out,
            ReplySegment segment,
            Voices.Take take,
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
