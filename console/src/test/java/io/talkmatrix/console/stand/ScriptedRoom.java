package io.talkmatrix.console.stand;

import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.LiveState;
import io.talkmatrix.console.live.StepListener;
import io.talkmatrix.console.live.Subscription;
import io.talkmatrix.console.live.Viewer;
import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.media.live.LiveStream;
import io.talkmatrix.media.live.Step;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * A room whose stream is real (H.264, AAC, fragments) and whose host is a drawn picture: a square that moves, and a tone
 * while it speaks. What is sent waits for nobody: pages of tests read.
 */
public final class ScriptedRoom implements LiveRoom, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ScriptedRoom.class.getName());
    private static final int RATE = 24_000;
    private static final int STEP = RATE / 50;
    private static final int FRAMES_PER_SECOND = 25;
    private static final int KEY_EVERY = 25;
    private static final double TONE_HZ = 440;

    private final String id;
    private final int side;
    private final BufferedImage picture;
    private final H264Encoder encoder;
    private final LiveStream stream;
    private final List<Viewer> viewers = new ArrayList<>();
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
    private final long begun = System.nanoTime();
    private long position;
    private int frame;
    private boolean keyWanted;
    private String activity = "idle";
    private boolean stopped;

    /** @param picture square, behind the moving mark */
    public ScriptedRoom(String id, BufferedImage picture) {
        this.id = id;
        this.picture = picture;
        this.side = picture.getWidth();
        this.encoder = new H264Encoder(side, side, FRAMES_PER_SECOND, 1_200_000);
        this.stream = new LiveStream(side, side, Viewer.INIT, Viewer.FRAGMENT);
        pacer.scheduleAtFixedRate(this::tick, 0, 20, TimeUnit.MILLISECONDS);
    }

    /** A plain picture of a colour. */
    public static BufferedImage plain(int side, Color colour) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, side, side);
        graphics.dispose();
        return image;
    }

    /** The tone begins. */
    public synchronized void speak(String turn, String subtitle) {
        activity = "speaking";
        say("{\"type\":\"start\",\"turn\":\"%s\",\"generation\":0,\"at\":%.3f}", turn, seconds());
        say("{\"type\":\"state\",\"state\":\"speaking\",\"turn\":\"%s\",\"at\":%.3f}", turn, seconds());
        say(
                "{\"type\":\"subtitle\",\"turn\":\"%s\",\"segment\":0,\"text\":\"%s\",\"at\":%.3f}",
                turn, subtitle, seconds());
    }

    /** The tone ends at once and nothing older leaves. */
    public synchronized void cut(String turn) {
        activity = "idle";
        keyWanted = true;
        say("{\"type\":\"cut\",\"turn\":\"%s\",\"generation\":1,\"at\":%.3f}", turn, stream.cut());
        say("{\"type\":\"state\",\"state\":\"idle\",\"turn\":\"\",\"at\":%.3f}", seconds());
    }

    public synchronized void pause(String turn) {
        activity = "paused";
        say("{\"type\":\"pause\",\"turn\":\"%s\",\"at\":%.3f}", turn, seconds());
        say("{\"type\":\"state\",\"state\":\"paused\",\"turn\":\"%s\",\"at\":%.3f}", turn, seconds());
    }

    public synchronized void resume(String turn) {
        activity = "speaking";
        say("{\"type\":\"resume\",\"turn\":\"%s\",\"at\":%.3f}", turn, seconds());
        say("{\"type\":\"state\",\"state\":\"speaking\",\"turn\":\"%s\",\"at\":%.3f}", turn, seconds());
    }

    /** Nothing is sent while {@code true}, as if the network stalled. */
    public synchronized void stall(boolean stalled) {
        stopped = stalled;
    }

    private double seconds() {
        return (double) position / RATE;
    }

    private void tick() {
        try {
            letOut();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "room " + id + " stands still", e);
            throw e;
        }
    }

    private synchronized void letOut() {
        long due = (System.nanoTime() - begun) * RATE / 1_000_000_000L;
        while (position + STEP <= due) {
            step();
        }
    }

    private void step() {
        byte[] pcm = new byte[STEP * 2];
        boolean speaking = activity.equals("speaking");
        for (int i = 0; speaking && i < STEP; i++) {
            int value = (int) (9_000 * Math.sin(2 * Math.PI * TONE_HZ * (position + i) / RATE));
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        List<Step.Picture> pictures = new ArrayList<>();
        while ((long) frame * RATE / FRAMES_PER_SECOND < position + STEP) {
            boolean key = frame % KEY_EVERY == 0 || keyWanted;
            keyWanted = false;
            pictures.add(new Step.Picture(
                    Math.max(position, (long) frame * RATE / FRAMES_PER_SECOND),
                    List.of(encoder.encode(drawn(frame), key)),
                    key,
                    ""));
            frame++;
        }
        List<LiveStream.Part> parts = stream.add(new Step(position, pcm, !speaking, List.of(), pictures, List.of()));
        position += STEP;
        if (!stopped) {
            parts.forEach(part -> viewers.forEach(viewer -> send(viewer, part)));
        }
    }

    private int[] drawn(int number) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(number * 4 % side, side - 8, 24, 8);
        graphics.dispose();
        return image.getRGB(0, 0, side, side, null, 0, side);
    }

    private static void send(Viewer viewer, LiveStream.Part part) {
        if (part instanceof LiveStream.Init init) {
            viewer.text("{\"type\":\"init\",\"mime\":\"" + init.mime().replace("\"", "\\\"") + "\"}");
        }
        viewer.binary(part.message());
    }

    private void say(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        viewers.forEach(viewer -> viewer.text(text));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized Subscription subscribe(Viewer viewer) {
        stream.init().ifPresent(init -> send(viewer, init));
        stream.latest().forEach(part -> send(viewer, part));
        viewers.add(viewer);
        return () -> leave(viewer);
    }

    @Override
    public Subscription listen(StepListener listener) {
        throw new UnsupportedOperationException("pages are served, not listeners");
    }

    private synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    @Override
    public Optional<byte[]> thumbnail() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "jpg", out);
            return Optional.of(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized LiveState state() {
        return new LiveState(id, activity, "", viewers.size(), seconds(), 0, 0, 0);
    }

    @Override
    public void close() {
        pacer.shutdownNow();
        CompletionStage<Void> ended = CompletableFuture.runAsync(this::release);
        ended.toCompletableFuture().join();
    }

    private synchronized void release() {
        stream.close();
        encoder.close();
    }
}
