package io.talkmatrix.inference.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtCheckpointTest {

    private static final int F32 = 0;
    private static final int I8 = 1;
    private static final int F16 = 4;

    @TempDir
    Path folder;

    @Test
    void readsHalvesFloatsAndIntegers() throws IOException {
        CtCheckpoint checkpoint = open(checkpoint());

        assertThat(checkpoint.names()).containsExactly("half", "full", "heads");
        assertThat(checkpoint.shape("half")).containsExactly(2, 2);
        assertThat(checkpoint.floats("half")).containsExactly(1f, -2f, 0.5f, 65504f);
        assertThat(checkpoint.rows("half", 1, 2)).containsExactly(0.5f, 65504f);
        assertThat(checkpoint.floats("full")).containsExactly(0.1f);
        assertThat(checkpoint.integer("heads")).isEqualTo(8);
        assertThat(checkpoint.floats("alias")).containsExactly(0.1f);
    }

    @Test
    void everyHalfBecomesTheFloatOfTheSameValue() {
        assertThat(CtCheckpoint.half((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(CtCheckpoint.half((short) 0x03ff)).isEqualTo(0x3ff * 0x1p-24f);
        assertThat(CtCheckpoint.half((short) 0x8400)).isEqualTo(-0x1p-14f);
        assertThat(CtCheckpoint.half((short) 0x8000)).isEqualTo(-0f);
        assertThat(CtCheckpoint.half((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(CtCheckpoint.half((short) 0x7e00)).isNaN();
    }

    @Test
    void everyCutShortFileIsRefused() throws IOException {
        byte[] whole = checkpoint();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> open(cut))
                    .as("first %d bytes", length)
                    .isInstanceOf(BadCheckpointException.class)
                    .hasMessageContaining("model.bin");
        }
    }

    @Test
    void whatFollowsTheEndIsRefused() throws IOException {
        byte[] longer = Arrays.copyOf(checkpoint(), checkpoint().length + 1);
        assertThatThrownBy(() -> open(longer)).hasMessageContaining("1 bytes after its end");
    }

    @Test
    void anotherFileIsNamedAsSuch() {
        byte[] text = "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> open(text)).hasMessageContaining("no CTranslate2 checkpoint of version 6");
    }

    @Test
    void anotherModelIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("model.bin"), checkpoint());
        assertThatThrownBy(() -> CtCheckpoint.open(file, "TransformerSpec"))
                .hasMessageContaining("holds a WhisperSpec model, wanted TransformerSpec");
    }

    @Test
    void quantisedWeightsAreRefusedWithAdvice() throws IOException {
        Checkpoint bytes = new Checkpoint(1);
        bytes.variable("linear/weight", I8, new int[] {2}, new byte[] {1, 2});
        CtCheckpoint checkpoint = open(bytes.end(""));
        assertThatThrownBy(() -> checkpoint.floats("linear/weight"))
                .hasMessageContaining("linear/weight is quantised")
                .hasMessageContaining("float16");
    }

    @Test
    void shapeAndSizeMustAgree() throws IOException {
        Checkpoint bytes = new Checkpoint(1);
        bytes.variable("w", F32, new int[] {3}, new byte[8]);
        byte[] file = bytes.end("");
        assertThatThrownBy(() -> open(file)).hasMessageContaining("w has 8 bytes, its shape needs 12");
    }

    private CtCheckpoint open(byte[] bytes) throws IOException {
        return CtCheckpoint.open(Files.write(folder.resolve("model.bin"), bytes), "WhisperSpec");
    }

    private static byte[] checkpoint() throws IOException {
        Checkpoint bytes = new Checkpoint(3);
        bytes.variable("half", F16, new int[] {2, 2}, new byte[] {0, 0x3c, 0, (byte) 0xc0, 0, 0x38, (byte) 0xff, 0x7b});
        bytes.variable("full", F32, new int[] {1}, little(4).putFloat(0.1f).array());
        bytes.variable("heads", I8, new int[0], new byte[] {8});
        return bytes.end("full");
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes a checkpoint as CTranslate2 does. */
    private static final class Checkpoint {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Checkpoint(int variables) throws IOException {
            out.write(little(4).putInt(6).array());
            string("WhisperSpec");
            out.write(little(8).putInt(3).putInt(variables).array());
        }

        void variable(String name, int type, int[] shape, byte[] data) throws IOException {
            string(name);
            out.write(shape.length);
            for (int d : shape) {
                out.write(little(4).putInt(d).array());
            }
            out.write(type);
            out.write(little(4).putInt(data.length).array());
            out.write(data);
        }

        byte[] end(String aliasOf) throws IOException {
            out.write(little(4).putInt(aliasOf.isEmpty() ? 0 : 1).array());
            if (!aliasOf.isEmpty()) {
                string("alias");
                string(aliasOf);
            }
            return out.toByteArray();
        }

        private void string(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(little(2).putShort((short) (bytes.length + 1)).array());
            out.write(bytes);
            out.write(0);
        }
    }
}
