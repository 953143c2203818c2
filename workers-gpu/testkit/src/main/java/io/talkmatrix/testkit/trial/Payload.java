package io.talkmatrix.testkit.trial;

import io.talkmatrix.stage.SpeechChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a trial's units are made of: each pair of samples, and each frame, says which room's which turn it belongs to,
 * whatever the record says that carries it.
 *
 * @param room number of the room, from 0
 * @param turn number of the turn in the room, from 0
 * @param segment of the turn
 */
public record Payload(int room, int turn, int segment) {

    /** Samples of one chunk: five pictures' time. */
    static final int CHUNK_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ / 5;

    private static final int SEGMENTS = 8;

    /** The words that travel through the stages. */
    String words() {
        return room + " " + turn + " " + segment;
    }

    static Payload ofWords(String words) {
        String[] numbers = words.split(" ");
        return new Payload(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    Payload withSegment(int other) {
        return new Payload(room, turn, other);
    }

    byte[] pcm() {
        ByteBuffer pcm = ByteBuffer.allocate(CHUNK_SAMPLES * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (pcm.hasRemaining()) {
            pcm.putShort((short) room).putShort((short) (turn * SEGMENTS + segment));
        }
        return pcm.array();
    }

    /** What a pair of samples says; {@code pair} counts pairs from the start of the sound. */
    static Payload ofPcm(byte[] pcm, int pair) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int unit = samples.getShort(pair * 4 + 2);
        return new Payload(samples.getShort(pair * 4), unit / SEGMENTS, unit % SEGMENTS);
    }

    byte[] frame(int number) {
        return (words() + " " + number).getBytes(StandardCharsets.UTF_8);
    }

    static Payload ofFrame(byte[] frame) {
        return ofWords(new String(frame, StandardCharsets.UTF_8));
    }
}
