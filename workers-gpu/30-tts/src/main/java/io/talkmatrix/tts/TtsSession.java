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
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One room's voice. Positions run on over the segments of a turn, so a turn is said from its first segment: until its
 * last one is written all of them are {@link #held}. A successor that reads them again goes on behind the last sample that
 * was written.
 */
final class TtsSession implements RoomSession<ReplySegment> {

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
            turn = new TurnVoice(segment.id(), room.written(segment.id().turn()));
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

    /** A segment's voice: what makes it, and the engine behind it. */
    private record Take(SpeechStream voice, EngineInfo engine, String degraded) {}

    private void say(ReplySegment segment, Cancellation cancel, StageOutput out) throws InterruptedException {
        TurnVoice.Said said = turn.said();
        if (said.all()) {
            // Of its milestones nobody knows whether they were written, too.
            Take before = new Take(SpeechStream.EMPTY, engines.info(), "");
            if (segment.id().segment() == 0) {
                report(out, segment, before, Milestone.FIRST_AUDIO, 0, 0, said.samples());
            }
            turn.spoken(said.samples(), 0);
            reportSpoken(out, segment, before, 0, said.samples());
            return;
        }
        Stopwatch work = new Stopwatch(() -> room.clock().millis());
        Take take = work.time(() -> take(segment, cancel));
        int pause = segment.last() || take.voice().samples() == 0
                ? Pauses.CLOSING_SAMPLES
                : Pauses.samplesAfter(segment.text());
        SegmentSpeech speech = new SegmentSpeech(segment, turn.samples(), take.voice(), pause, said, take.degraded());
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
    }

    private void reportSpoken(StageOutput out, ReplySegment segment, Take take, long computeMillis, long samples)
            throws InterruptedException {
        report(out, segment, take, Milestone.SEGMENT_SPOKEN, turn.samples(), computeMillis, samples);
        if (segment.last()) {
            report(out, segment, take, Milestone.SPOKEN, turn.samples(), turn.computeMillis(), turn.samples());
        }
    }

    private Take take(ReplySegment segment, Cancellation cancel) {
        if (segment.text().isBlank()) {
            return new Take(SpeechStream.EMPTY, engines.info(), "");
        }
        EngineSet.Choice choice = engines.choose(segment.text(), segment.language(), room.settings());
        Take take = new Take(SpeechStream.EMPTY, choice.engine().info(), choice.degraded());
        List<SpeechStream> parts = new ArrayList<>();
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
            parts.add(translated(take, () -> choice.engine().speak(clause, cancel)));
        }
        return new Take(
                SpeechStream.joined(parts, Pauses.samplesAfter("，")),
                choice.engine().info(),
                choice.degraded());
    }

    /** What goes wrong in an engine fails the turn; the message names the engine and none of the words. */
    private static <T> T translated(Take take, Supplier<T> work) {
        try {
            return work.get();
        } catch (CancelledException | StageFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StageFailedException(
                    "the voice engine " + take.engine().engineAndModel() + " failed: "
                            + e.getClass().getSimpleName(),
                    e);
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
