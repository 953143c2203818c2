package io.talkmatrix.face.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that people give by mistake or to do harm, and unusual ones that are fine. */
class WrongPicturesTest {

    private static final int CASES = 400;

    @TempDir
    Path folder;

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> PortraitReader.read(folder.resolve("me.jpg")))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("there is no portrait at")
                .hasMessageContaining("me.jpg");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJpegThatIsCutShortIsNotFilledWithGrey(boolean progressive) throws IOException {
        byte[] whole = jpeg(progressive);
        for (double share : new double[] {.3, .6, .9}) {
            Path file = write("half.jpg", Arrays.copyOf(whole, (int) (share * whole.length)));
            assertThatThrownBy(() -> PortraitReader.read(file))
                    .as("%s of it", share)
                    .isInstanceOf(PortraitException.class)
                    .hasMessageContaining("half.jpg is cut short: copy or download the file again");
        }
    }

    @Test
    void bytesBehindAJpegsEndDoNoHarm() throws IOException {
        byte[] whole = jpeg(false);
        Path file = write("motion.jpg", Arrays.copyOf(whole, whole.length + 5_000));
        assertThat(PortraitReader.read(file).width()).isEqualTo(160);
    }

    /** Sizes as headers claim them; hardly a pixel follows. */
    @ParameterizedTest
    @CsvSource({
        "true,8000,8000,'64 megapixels, at most 40'",
        "false,15000,15000,'225 megapixels, at most 120'",
        "false,30000,100,'64 to 20000 on each side'"
    })
    void aJpegThatClaimsToBeHugeIsRefusedByItsHeader(boolean progressive, int width, int height, String said)
            throws IOException {
        Path file = write("huge.jpg", withSize(jpeg(progressive), width, height));
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining(said);
    }

    @Test
    void aFileOfMoreThan64MebibytesIsNotEvenRead() throws IOException {
        Path file = folder.resolve("raw.jpg");
        try (var out = Files.newByteChannel(
                file, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            out.position(65L << 20);
            out.write(ByteBuffer.wrap(new byte[1]));
        }
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("65 MiB: a portrait may have 64 MiB");
    }

    /** Whatever is written into the notes of a photo: it is read, or refused in words. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void notesOfNonsenseAreReadOrRefusedInWords(boolean inHeader) throws IOException {
        byte[] noted = withExif(jpeg(false));
        SplittableRandom random = new SplittableRandom(7);
        int read = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] broken = noted.clone();
            for (int k = 0; k < 4; k++) {
                broken[2 + random.nextInt(inHeader ? 600 : 36)] = (byte) random.nextInt();
            }
            Path file = write("case.jpg", broken);
            try {
                Picture picture = PortraitReader.read(file);
                assertThat(picture.argb()).hasSize(picture.width() * picture.height());
                read++;
            } catch (PortraitException e) {
                assertThat(e).hasMessageContaining("case.jpg");
            }
        }
        assertThat(read).as("of %s were still pictures", CASES).isGreaterThan(inHeader ? 20 : CASES / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_GRAY})
    void fewColoursManyBitsAndGreysAreFine(int type) throws IOException {
        Path file = folder.resolve("kind.png");
        ImageIO.write(drawn(type), "png", file.toFile());
        Picture read = PortraitReader.read(file);
        assertThat(read.argb()[60 * 160 + 20] & 255).as("dark half").isLessThan(70);
        assertThat(read.argb()[60 * 160 + 140] & 255).as("bright half").isGreaterThan(180);
    }

    private static BufferedImage drawn(int type) {
        BufferedImage image = new BufferedImage(160, 120, type);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.BLACK);
        g.fillRect(0, 0, 80, 120);
        g.setColor(Color.WHITE);
        g.fillRect(80, 0, 80, 120);
        g.dispose();
        return image;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BufferedImage noise = drawn(BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 4_000; i++) {
            noise.setRGB(random.nextInt(160), random.nextInt(120), random.nextInt(1 << 24));
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(noise, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same with other numbers in its frame header. */
    private static byte[] withSize(byte[] jpeg, int width, int height) {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg.clone());
        int at = 2;
        while ((jpeg[at + 1] & 0xf0) != 0xc0 || (jpeg[at + 1] & 0xff) == 0xc4) {
            at += 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        return bytes.putShort(at + 5, (short) height)
                .putShort(at + 7, (short) width)
                .array();
    }

    private static byte[] withExif(byte[] jpeg) {
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + 36);
        all.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) 34);
        all.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42}).putInt(8);
        all.putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0)
                .putInt(0);
        return all.put(jpeg, 2, jpeg.length - 2).array();
    }
}
