package io.talkmatrix.face;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One room's face: renders each turn's frames as its audio arrives. Called from one thread at a time. */
final class FaceStageSession implements RoomSession<SpeechChunk> {

    private final StageRoom room;
    private final FaceEngines engines;
    private final FaceStage.Settings settings;
    private final LongSupplier nanoTime;
    private FaceTurn turn;
    private Direction direction;
    private long lastAct;
    private FaceEngines.Choice choice;
    private Avatar avatar;
    private FaceSession face;
    private FrameCoder encoder;
    private int[] frame = {};
    private long computeNanos;
    private boolean firstFrameReported;

    FaceStageSession(StageRoom room, FaceEngines engines, FaceStage.Settings settings, LongSupplier nanoTime) {
        this.room = room;
        this.engines = engines;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(SpeechChunk chunk, StageOutput out) throws InterruptedException {
        UnitId id = chunk.id();
        try (Cancellation cancellation = room.turns().watch(id.turn(), id.generation())) {
            cancellation.check();
            if (turn == null || !turn.is(id)) {
                begin(id);
            }
            if (!turn.isNew(id)) {
                return;
            }
            turn.take(chunk);
            render(chunk, cancellation, out);
        } catch (CancelledException | StageFailedException e) {
            end();
            throw e;
        }
    }

    private void begin(UnitId id) throws InterruptedException {
        end();
        choice = engines.choose(room.settings());
        avatar = choice.avatars().await(Look.of(room.settings()), settings.avatarDeadline());
        face = choice.engine().open(avatar, Liveliness.full(seed(id)), id.room());
        if (frame.length != face.width() * face.height()) {
            closeEncoder();
            frame = new int[face.width() * face.height()];
            encoder = settings.coders().open(face.width(), face.height());
        }
        face.light(room.settings().light(), product(), startMillis(id));
        turn = new FaceTurn(id, face.lookaheadSamples(), settings.hearing(), room.written(id.turn()));
        direction =
                new Direction(turn.script(), settings.clips(), room.settings().avatar(), lastAct);
        computeNanos = 0;
        firstFrameReported = false;
    }

    private Optional<Path> product() {
        return Optional.of(room.settings().scene().product())
                .filter(path -> !path.isEmpty())
                .map(Path::of);
    }

    /** When the turn was captured, by its id, so that a turn that is redone is lit the same; now for ids made by hand. */
    private long startMillis(UnitId id) {
        try {
            return TurnIds.captureMillis(id.turn());
        } catch (IllegalArgumentException e) {
            return room.clock().millis();
        }
    }

    /** The same for the same turn, however often it is made. */
    private long seed(UnitId id) {
        return room.settings().seed() * 0x9e3779b97f4a7c15L + id.turn().hashCode();
    }

    private void render(SpeechChunk chunk, Cancellation cancellation, StageOutput out) throws InterruptedException {
        int prepared = 0;
        while (hasFrameInTime(chunk.id().turn())) {
            cancellation.check();
            direct();
            long start = nanoTime.getAsLong();
            if (turn.framesOfGroup() > prepared) {
                face.ahead(turn.script(), turn.nextFrame(), turn.framesOfGroup(), cancellation);
                prepared = turn.framesOfGroup();
            }
            face.render(turn.script(), turn.nextFrame(), frame);
            prepared--;
            turn.add(encoder.code(frame, turn.beginsGroup()));
            computeNanos += nanoTime.getAsLong() - start;
            if (turn.hasGroup(chunk)) {
                emit(chunk, out);
            }
        }
        if (turn.hasGroup(chunk)) {
            emit(chunk, out);
        }
        if (chunk.lastOfSegment() || chunk.lastOfTurn()) {
            out.report(event(chunk.id(), Milestone.SEGMENT_RENDERED, chunk.endSamples(), "", Map.of()));
        }
        if (turn.ended()) {
            double computeMillis = computeNanos / 1e6;
            double audioMillis = turn.audioMillis();
            out.report(event(
                    chunk.id(),
                    Milestone.RENDERED,
                    Math.round(audioMillis * SpeechChunk.SAMPLE_RATE_HZ / 1000),
                    detail(),
                    Map.of(
                            "heardMillis",
                            turn.heardMillis(),
                            "frames",
                            (double) turn.nextFrame() - turn.passedOver(),
                            "passedOver",
                            (double) turn.passedOver(),
                            "computeMillis",
                            computeMillis,
                            "audioMillis",
                            audioMillis,
                            "rtf",
                            audioMillis > 0 ? computeMillis / audioMillis : 0)));
        }
    }

    /** Takes up what was asked of the host's looks meanwhile: it shows from the next frame on. */
    private void direct() {
        direction.follow(room.directions(), FaceScript.timeOf(turn.nextFrame()), room.clock());
        lastAct = direction.lastAct();
    }

    private String detail() {
        return Stream.concat(Stream.of(heard()), avatar.warnings().stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Says so if the voice came without mouth shapes. */
    private String heard() {
        return turn.heardMillis() > 0
                ? "mouth shapes heard in the sound by " + settings.hearing().model()
                : "";
    }

    private boolean hasFrameInTime(String id) {
        turn.catchUp(room.playhead().playedSamples(id));
        return turn.hasFrame();
    }

    private void emit(SpeechChunk chunk, StageOutput out) throws InterruptedException {
        FrameGroup group = turn.group(chunk, encoder.codec(), face.width(), face.height(), choice.degraded());
        out.emit(group);
        if (!firstFrameReported) {
            firstFrameReported = true;
            out.report(event(
                    chunk.id(),
                    Milestone.FIRST_FRAME,
                    group.ptsSamples(),
                    heard(),
                    Map.of("computeMillis", computeNanos / 1e6)));
        }
    }

    private TurnEvent event(
            UnitId id, Milestone milestone, long ptsSamples, String detail, Map<String, Double> figures) {
        EngineInfo info = choice.engine().info();
        return new TurnEvent(
                id.room(),
                id.turn(),
                id.generation(),
                "face",
                milestone,
                id.segment(),
                ptsSamples,
                info.engineAndModel(),
                info.deviceAndPrecision(),
                choice.degraded(),
                detail,
                figures,
                room.clock().millis());
    }

    @Override
    public int held() {
        return turn == null ? 0 : turn.chunks();
    }

    private void end() {
        turn = null;
        if (face != null) {
            face.close();
            face = null;
        }
    }

    private void closeEncoder() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }

    @Override
    public void close() {
        end();
        closeEncoder();
    }
}
