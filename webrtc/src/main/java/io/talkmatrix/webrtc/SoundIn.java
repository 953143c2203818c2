package io.talkmatrix.webrtc;

import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import io.talkmatrix.console.sockets.MicrophoneStream;
import io.talkmatrix.stage.AudioChunk;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A peer's sound on its way into {@code audio.in}: 16 kHz mono in chunks of 40 ms, counted by samples, since what native
 * code calls 10 ms is not quite that by the clock. Called on a native thread that every peer's sound comes on, so it waits
 * for nothing.
 */
final class SoundIn implements AudioTrackSink {

    private static final System.Logger LOG = System.getLogger(SoundIn.class.getName());
    private static final int BITS = 16;
    private static final int CHUNK_BYTES = AudioChunk.SAMPLE_RATE_HZ / 1000 * 40 * 2;

    private final MicrophoneStream stream;
    private final Predicate<AudioChunk> into;
    private final Clock clock;
    private final ThirdRate rate = new ThirdRate();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private boolean ended;
    private volatile boolean refused;

    /** @param into takes a chunk at once; false if it cannot */
    SoundIn(String room, String stream, Predicate<AudioChunk> into, Clock clock) {
        this.stream = new MicrophoneStream(room, stream, clock.millis());
        this.into = into;
        this.clock = clock;
    }

    @Override
    public synchronized void onData(byte[] data, int bits, int sampleRate, int channels, int frames) {
        if (ended || refused) {
            return;
        }
        if (bits != BITS || sampleRate != ThirdRate.INPUT_HZ) {
            refuse("sound of " + bits + " bits at " + sampleRate + " Hz came");
            return;
        }
        byte[] pcm = rate.add(data, channels, frames);
        for (int from = 0; from < pcm.length && !refused; ) {
            int count = Math.min(CHUNK_BYTES - filled, pcm.length - from);
            System.arraycopy(pcm, from, chunk, filled, count);
            filled += count;
            from += count;
            if (filled == CHUNK_BYTES) {
                filled = 0;
                send(chunk.clone());
            }
        }
    }

    private void send(byte[] pcm) {
        long now = clock.millis();
        Optional<String> refusal = stream.refusal(pcm, now);
        if (refusal.isPresent()) {
            refuse(refusal.get());
        } else if (!into.test(stream.chunk(pcm, now))) {
            refuse("Kafka does not take the sound");
        }
    }

    private void refuse(String why) {
        refused = true;
        LOG.log(Level.DEBUG, "a microphone is closed: {0}", why);
    }

    /** True once nothing more is taken. */
    boolean refused() {
        return refused;
    }

    /** Sends what is left and ends the stream. */
    synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (!refused && filled >= CHUNK_BYTES / 2) {
            send(Arrays.copyOf(chunk, filled));
        }
        stream.end().ifPresent(into::test);
    }
}
