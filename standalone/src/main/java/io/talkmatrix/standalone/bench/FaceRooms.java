package io.talkmatrix.standalone.bench;

import io.talkmatrix.face.FaceStage;
import io.talkmatrix.face.app.FaceConfig;
import io.talkmatrix.face.app.FaceWorker;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Turns;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many rooms the face stage keeps up with: rooms whose turns are recorded speech, a thread on every core, frames drawn,
 * coded as H.264 and grouped as for Kafka. The stage works as fast as it can; what it made in a second, over 25 frames, is the
 * number of rooms.
 */
final class FaceRooms {

    private static final int ROOMS = 8;
    private static final int FRAMES_PER_SECOND = 25;

    private final Inference inference;
    private final Models models;

    FaceRooms(Inference inference, Models models) {
        this.inference = inference;
        this.models = models;
    }

    /**
     * Figures {@code roomsAt25Fps} by the clock, {@code roomsByCpuTime} as it would be if nothing else used the cores,
     * {@code roomsFramesPerSecond}, {@code roomsThreads}, and {@code roomKilobytesPerSecond} of one room.
     */
    Map<String, Double> measure(List<FaceSpeech> speeches) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (FaceStage stage = FaceWorker.create(FaceConfig.defaults(), inference, models)) {
            turn(stage, speeches, threads, "warm");
            long start = System.nanoTime();
            Made made = turn(stage, speeches, threads, "measured");
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Double> figures = new LinkedHashMap<>();
            double perSecond = made.frames().get() / seconds;
            figures.put("roomsAt25Fps", perSecond / FRAMES_PER_SECOND);
            figures.put("roomsFramesPerSecond", perSecond);
            figures.put("roomsThreads", (double) threads);
            double cpuSeconds = made.cpuNanos().get() / 1e9;
            figures.put("roomsByCpuTime", threads * made.frames().get() / cpuSeconds / FRAMES_PER_SECOND);
            figures.put(
                    "roomKilobytesPerSecond",
                    made.bytes().get()
                            / 1000.0
                            * FRAMES_PER_SECOND
                            / made.frames().get());
            return figures;
        }
    }

    private record Made(AtomicLong frames, AtomicLong bytes, AtomicLong cpuNanos) {}

    private static Made turn(FaceStage stage, List<FaceSpeech> speeches, int threads, String turn)
            throws InterruptedException {
        Made made = new Made(new AtomicLong(), new AtomicLong(), new AtomicLong());
        BlockingQueue<RecordedRoom> waiting = new ArrayBlockingQueue<>(ROOMS);
        List<RecordedRoom> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            RecordedRoom room = new RecordedRoom(Room.of("room-" + i), made);
            room.open(stage, speeches.get(i % speeches.size()).as(room.id(), turn));
            rooms.add(room);
            waiting.add(room);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                work.add(pool.submit(() -> {
                    for (RecordedRoom room = waiting.poll(); room != null; room = waiting.poll()) {
                        if (room.next()) {
                            waiting.add(room);
                        }
                    }
                    made.cpuNanos()
                            .addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                    return null;
                }));
            }
            for (Future<?> each : work) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a room's face failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
            rooms.forEach(RecordedRoom::close);
        }
        return made;
    }

    /** A room whose turn is never cut and whose frames are counted. */
    private static final class RecordedRoom implements StageRoom, Turns, StageOutput {

        private final Room settings;
        private final Made made;
        private RoomSession<SpeechChunk> session;
        private List<SpeechChunk> chunks = List.of();
        private int next;

        RecordedRoom(Room settings, Made made) {
            this.settings = settings;
            this.made = made;
        }

        void open(FaceStage stage, List<SpeechChunk> speech) {
            session = stage.open(this);
            chunks = speech;
        }

        /** @return false after the last chunk */
        boolean next() throws InterruptedException {
            session.handle(chunks.get(next++), this);
            return next < chunks.size();
        }

        void close() {
            session.close();
        }

        @Override
        public String id() {
            return settings.room();
        }

        @Override
        public Room settings() {
            return settings;
        }

        @Override
        public Turns turns() {
            return this;
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public int generation() {
            return 0;
        }

        @Override
        public boolean stale(String turn, int generation) {
            return false;
        }

        @Override
        public Cancellation watch(String turn, int generation) {
            return Cancellation.none();
        }

        @Override
        public boolean awaitStart(String turn, int generation, Duration deadline) {
            return true;
        }

        @Override
        public void emit(TurnUnit unit) {
            FrameGroup group = (FrameGroup) unit;
            made.frames().addAndGet(group.frames().size());
            group.frames().forEach(frame -> made.bytes().addAndGet(frame.length));
        }

        @Override
        public void report(TurnEvent event) {
            // milestones are not what is measured
        }

        @Override
        public void request(Command command) {
            throw new IllegalStateException("the face asks the conductor for nothing");
        }
    }
}
