package io.talkmatrix.standalone.talk;

import io.talkmatrix.media.AiLabel;
import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.Mp4Writer;
import io.talkmatrix.media.Playout;
import io.talkmatrix.media.WebVtt;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * The sink of {@code talk}: plays one turn out by a virtual clock that runs as fast as sound and pictures arrive, into a
 * video file. For one thread.
 */
final class ReplyVideo implements AutoCloseable {

    static final int FRAMES_PER_SECOND = 25;
    private static final int FRAME_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ / FRAMES_PER_SECOND;

    /** A segment's words and when they begin. */
    private record Line(long startSamples, String text) {}

    private final Playout playout = new Playout(FRAMES_PER_SECOND);
    private final Path target;
    private final boolean aiLabel;
    private final Map<Integer, Line> lines = new TreeMap<>();
    private Mp4Writer writer;
    private H264Decoder decoder;
    private BufferedImage picture;
    private int frames;
    private int missingFrames;

    ReplyVideo(Path target, boolean aiLabel) {
        this.target = target;
        this.aiLabel = aiLabel;
    }

    void offer(SpeechChunk chunk) {
        begin(chunk.id().turn(), chunk.id().generation());
        playout.offer(chunk);
        if (!chunk.text().isBlank()) {
            lines.putIfAbsent(chunk.id().segment(), new Line(chunk.ptsSamples(), chunk.text()));
        }
    }

    void offer(FrameGroup group) {
        begin(group.id().turn(), group.id().generation());
        playout.offer(group);
        if (writer == null) {
            writer = new Mp4Writer(target, group.width(), group.height(), FRAMES_PER_SECOND, aiLabel);
        }
    }

    private void begin(String turn, int generation) {
        if (playout.turn().isEmpty()) {
            playout.begin(turn, generation);
        }
    }

    /**
     * Plays what both sound and pictures are there for.
     *
     * @return the position played up to, in samples since the turn began
     */
    long play() {
        long until = Math.min(playout.audioAvailable(), playout.videoAvailable());
        // Whole frames only, but for the end of the turn.
        long whole =
                playout.turnLength().filter(length -> length <= until).orElse(until / FRAME_SAMPLES * FRAME_SAMPLES);
        Playout.Slice slice = playout.playUntil(whole);
        if (slice.pcm().length > 0) {
            write(slice);
        }
        return playout.playedSamples();
    }

    private void write(Playout.Slice slice) {
        int wanted = slice.frames().size() + slice.missingFrames();
        for (int i = 0; i < wanted; i++) {
            if (i < slice.frames().size()) {
                picture = decode(slice.frames().get(i));
            } else {
                missingFrames++;
            }
            if (picture != null) {
                writer.video(picture);
                frames++;
            }
            int from = Math.min(slice.pcm().length, i * FRAME_SAMPLES * 2);
            int to = i == wanted - 1 ? slice.pcm().length : Math.min(slice.pcm().length, from + FRAME_SAMPLES * 2);
            writer.audio(Arrays.copyOfRange(slice.pcm(), from, to));
        }
        if (wanted == 0) {
            writer.audio(slice.pcm());
        }
    }

    private BufferedImage decode(Playout.TimedFrame frame) {
        BufferedImage decoded =
                frame.codec() == FrameGroup.Codec.JPEG ? jpeg(frame) : decoder().decode(frame.data());
        if (aiLabel) {
            AiLabel.draw(decoded);
        }
        return decoded;
    }

    private H264Decoder decoder() {
        if (decoder == null) {
            decoder = new H264Decoder();
        }
        return decoder;
    }

    private static BufferedImage jpeg(Playout.TimedFrame frame) {
        try {
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(frame.data()));
            if (decoded == null) {
                throw new IOException("not a JPEG picture");
            }
            if (decoded.getType() == BufferedImage.TYPE_3BYTE_BGR) {
                return decoded;
            }
            BufferedImage bgr =
                    new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D g = bgr.createGraphics();
            g.drawImage(decoded, 0, 0, null);
            g.dispose();
            return bgr;
        } catch (IOException e) {
            throw new MediaException("a frame at " + frame.ptsSamples() + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    boolean finished() {
        return playout.finished();
    }

    /** The turn that is played, as an identity for its milestones. */
    UnitId current(String room) {
        return new UnitId(room, playout.turn(), playout.generation(), 0, 0);
    }

    double seconds() {
        return (double) playout.playedSamples() / SpeechChunk.SAMPLE_RATE_HZ;
    }

    int frames() {
        return frames;
    }

    int missingFrames() {
        return missingFrames;
    }

    /** Completes the video and writes the subtitles beside it. */
    void finish(Path subtitles) {
        if (writer == null) {
            throw new MediaException("the answer has no picture, " + target + " was not written");
        }
        writer.finish();
        WebVtt.write(subtitles, cues());
    }

    private List<WebVtt.Cue> cues() {
        List<Line> ordered = new ArrayList<>(lines.values());
        List<WebVtt.Cue> cues = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            long end = i + 1 < ordered.size() ? ordered.get(i + 1).startSamples() : playout.playedSamples();
            cues.add(new WebVtt.Cue(
                    (double) ordered.get(i).startSamples() / SpeechChunk.SAMPLE_RATE_HZ,
                    (double) end / SpeechChunk.SAMPLE_RATE_HZ,
                    ordered.get(i).text()));
        }
        return cues;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        if (decoder != null) {
            decoder.close();
        }
    }
}
