package io.talkmatrix.face.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortraitReaderTest {

    private static final int RED = 0xd02020;
    private static final int BLUE = 0x2020d0;

    @TempDir
    Path folder;

    @Test
    void aPngIsReadExactly() throws IOException {
        Picture read = PortraitReader.read(write("png", halves(BufferedImage.TYPE_INT_RGB)));
        assertThat(read.width()).isEqualTo(160);
        assertThat(read.height()).isEqualTo(120);
        assertThat(read.argb()[0]).isEqualTo(0xff000000 | RED);
        assertThat(read.argb()[159]).isEqualTo(0xff000000 | BLUE);
    }

    @Test
    void transparencyIsLaidOverGrey() throws IOException {
        BufferedImage image = new BufferedImage(80, 80, BufferedImage.TYPE_INT_ARGB);
        Picture read = PortraitReader.read(write("png", image));
        assertThat(read.argb()[0]).isEqualTo(0xff9aa0a6);
    }

    /** Stored: the left half red, the right half blue. Where red must be after turning, as x and y 0–1. */
    @ParameterizedTest
    @CsvSource({"1,.1,.5", "2,.9,.5", "3,.9,.5", "4,.1,.5", "5,.5,.1", "6,.5,.1", "7,.5,.9", "8,.5,.9"})
    void aPictureTakenSidewaysIsTurned(int orientation, double x, double y) throws IOException {
        Path file = folder.resolve("turned.jpg");
        Files.write(file, withOrientation(jpeg(halves(BufferedImage.TYPE_INT_RGB)), orientation));
        Picture read = PortraitReader.read(file);
        assertThat(read.width()).isEqualTo(orientation < 5 ? 160 : 120);
        int at = (int) (y * read.height()) * read.width() + (int) (x * read.width());
        int opposite = (int) ((1 - y) * read.height()) * read.width() + (int) ((1 - x) * read.width());
        assertThat(read.argb()[at] >> 16 & 255).as("red").isGreaterThan(150);
        assertThat(read.argb()[opposite] & 255).as("blue").isGreaterThan(150);
    }

    @Test
    void aCmykJpegIsRead() throws IOException {
        Path file = folder.resolve("cmyk.jpg");
        Files.write(file, cmyk());
        Picture read = PortraitReader.read(file);
        int pixel = read.argb()[50 * read.width() + 50];
        assertThat(pixel >> 16 & 255).as("red of full magenta and yellow ink").isGreaterThan(150);
        assertThat(pixel >> 8 & 255).as("green").isLessThan(110);
        assertThat(pixel & 255).as("blue").isLessThan(110);
    }

    @Test
    void twentyMegapixelsAreThinnedOutWhileReading() throws IOException {
        BufferedImage image = new BufferedImage(5184, 3888, BufferedImage.TYPE_BYTE_GRAY);
        Picture read = PortraitReader.read(write("jpg", image));
        assertThat(read.width()).isEqualTo(2592);
        assertThat(read.height()).isEqualTo(1944);
    }

    @Test
    void aTinyPictureIsRefused() throws IOException {
        Path file = write("png", new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB));
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("40x40")
                .hasMessageContaining("64 to 20000");
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.png"), "not a picture at all");
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("notes.png")
                .hasMessageContaining("PNG or JPEG");
    }

    @Test
    void aTruncatedPngIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(write("png", halves(BufferedImage.TYPE_INT_RGB)));
        Path file = Files.write(folder.resolve("half.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("half.png is damaged");
    }

    @Test
    void transparencyIsKeptAsMatte() throws IOException {
        BufferedImage image = new BufferedImage(80, 80, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(40, 40, 0xff112233);
        PortraitReader.Layered read = PortraitReader.readLayered(write("png", image));
        assertThat(read.matte().orElseThrow().argb()[0]).isEqualTo(0xff000000);
        assertThat(read.matte().orElseThrow().argb()[40 * 80 + 40]).isEqualTo(0xffffffff);
        assertThat(PortraitReader.readLayered(write("png", halves(BufferedImage.TYPE_INT_RGB)))
                        .matte())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GIF89a and more,is a GIF",
        "RIFF....WEBPVP8 ,is a WebP picture",
        "....ftypheic....,HEIC",
        "....ftypisom....,is a video",
        "BM..............,BMP or TIFF",
        "<svg xmlns=here/>,drawing or document"
    })
    void otherKindsOfFilesAreCalledByTheirNameWithWhatWouldWork(String head, String said) throws IOException {
        Path file = Files.write(folder.resolve("x.png"), head.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining(said)
                .hasMessageMatching("(?s).*(PNG|JPEG|--video).*");
    }

    @Test
    void anAnimatedPngIsRefused() throws IOException {
        byte[] still = Files.readAllBytes(write("png", halves(BufferedImage.TYPE_INT_RGB)));
        Path file = Files.write(folder.resolve("moves.png"), withChunk(still, "acTL", new byte[8]));
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("animated PNG");
    }

    @Test
    void textsThatUnpackToGigabytesAreNeverUnpacked() throws IOException {
        byte[] still = Files.readAllBytes(write("png", halves(BufferedImage.TYPE_INT_RGB)));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(new byte[] {'n', 'o', 't', 'e', 0, 0});
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(text)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                deflate.write(zeros);
            }
        }
        Path file = Files.write(folder.resolve("bomb.png"), withChunk(still, "zTXt", text.toByteArray()));
        assertThat(PictureFile.bare(file, Files.readAllBytes(file))).isEqualTo(PictureFile.bare(file, still));
        assertThat(PortraitReader.read(file).width()).isEqualTo(160);
    }

    @Test
    void aPictureThatUnpacksToGigapixelsIsRefusedByItsHeader() throws IOException {
        byte[] still = Files.readAllBytes(write("png", halves(BufferedImage.TYPE_INT_RGB)));
        ByteBuffer.wrap(still).putInt(16, 19_000).putInt(20, 19_000);
        CRC32 sum = new CRC32();
        sum.update(still, 12, 17);
        ByteBuffer.wrap(still).putInt(29, (int) sum.getValue());
        Path file = Files.write(folder.resolve("huge.png"), still);
        assertThatThrownBy(() -> PortraitReader.read(file))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("361 megapixels, at most 120");
    }

    @Test
    void notesInAJpegAreLeftOut() throws IOException {
        byte[] jpeg = jpeg(halves(BufferedImage.TYPE_INT_RGB));
        ByteBuffer noted = ByteBuffer.allocate(jpeg.length + 40);
        noted.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) 38);
        noted.put(new byte[36]).put(jpeg, 2, jpeg.length - 2);
        Path file = folder.resolve("noted.jpg");
        assertThat(PictureFile.bare(file, noted.array()).length).isLessThanOrEqualTo(jpeg.length);
        Files.write(file, noted.array());
        assertThat(PortraitReader.read(file).width()).isEqualTo(160);
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() throws IOException {
        Path file = Files.write(folder.resolve("none.jpg"), new byte[0]);
        assertThatThrownBy(() -> PortraitReader.read(file)).hasMessageContaining("none.jpg is empty");
    }

    /** A PNG with one chunk more, right behind its header. */
    private static byte[] withChunk(byte[] png, String name, byte[] data) {
        int header = 8 + 25;
        ByteBuffer all = ByteBuffer.allocate(png.length + 12 + data.length);
        all.put(png, 0, header).putInt(data.length);
        int from = all.position();
        all.put(name.getBytes(StandardCharsets.ISO_8859_1)).put(data);
        CRC32 sum = new CRC32();
        sum.update(all.array(), from, 4 + data.length);
        all.putInt((int) sum.getValue());
        return all.put(png, header, png.length - header).array();
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> PortraitReader.read(folder))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("is a folder");
    }

    private static BufferedImage halves(int type) {
        BufferedImage image = new BufferedImage(160, 120, type);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(RED));
        g.fillRect(0, 0, 80, 120);
        g.setColor(new Color(BLUE));
        g.fillRect(80, 0, 80, 120);
        g.dispose();
        return image;
    }

    private Path write(String format, BufferedImage image) throws IOException {
        Path file = folder.resolve("portrait." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "jpg", out)).isTrue();
        return out.toByteArray();
    }

    /** A JPEG with an Exif segment that holds nothing but the orientation. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42}).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        exif.putShort((short) 0).putInt(0);
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + 36);
        all.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2);
        return all.array();
    }

    /** As Photoshop writes it, inverted and with an Adobe segment: no cyan, full magenta, full yellow, no black. */
    private static byte[] cmyk() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 100, 100, 4, null);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                raster.setPixel(x, y, new int[] {255, 0, 0, 255});
            }
        }
        for (var writers = ImageIO.getImageWritersByFormatName("jpeg"); writers.hasNext(); ) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun")) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
                    writer.setOutput(out);
                    writer.write(null, new IIOImage(raster, null, null), null);
                } finally {
                    writer.dispose();
                }
                return withAdobeSegment(bytes.toByteArray());
            }
        }
        throw new AssertionError("the JDK has no JPEG writer");
    }

    private static byte[] withAdobeSegment(byte[] jpeg) {
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + 16);
        all.put(jpeg, 0, 2).putShort((short) 0xffee).putShort((short) 14);
        all.put(new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
        return all.put(jpeg, 2, jpeg.length - 2).array();
    }
}
