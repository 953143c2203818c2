package io.talkmatrix.face;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Lighting;
import java.nio.file.Path;
import java.util.Optional;

/** Renders frames of one avatar. Not for use from two threads at once. */
public interface FaceSession extends AutoCloseable {

    int width();

    int height();

    /**
     * How much of the turn's sound beyond a frame's own time the frame depends on, in samples at {@link
     * io.talkmatrix.stage.SpeechChunk#SAMPLE_RATE_HZ}; what is not known when it is rendered counts as silence.
     */
    default int lookaheadSamples() {
        return 0;
    }

    /**
     * Told that these frames are asked for next, in this order, with the script as it is: an engine may make them together,
     * and in one model run with those of other rooms. Never changes what {@link #render} gives.
     *
     * @throws io.talkmatrix.stage.CancelledException the turn was cut meanwhile
     */
    default void ahead(FaceScript script, int first, int count, Cancellation cancellation)
            throws InterruptedException {}

    /**
     * Told before the first frame how the room is lit. An engine that cannot change the light shows the picture's own.
     *
     * @param product the picture whose colour the light may follow
     * @param startMillis when the turn began, ms since the epoch
     */
    default void light(Lighting lighting, Optional<Path> product, long startMillis) {}

    /**
     * Renders one frame. The result depends only on the avatar, the liveliness, the light, the script and the frame's number.
     *
     * @param script what is said and felt, known so far
     * @param frame number of the frame since the turn began; shown at {@link FaceScript#timeOf}
     * @param argb receives width * height opaque pixels
     */
    void render(FaceScript script, int frame, int[] argb);

    @Override
    void close();
}
