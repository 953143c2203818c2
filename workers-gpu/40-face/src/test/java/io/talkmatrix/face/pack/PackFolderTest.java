package io.talkmatrix.face.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.Surroundings;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.FaceTracker;
import io.talkmatrix.face.landmarks.SquareCrop;
import io.talkmatrix.face.pack.PackMaker.Rights;
import io.talkmatrix.face.warp.WarpFaceEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackFolderTest {

    private static final Rights RIGHTS = new Rights("CC0, painted", "no real person");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private PackFolder packs;
    private PackMaker maker;

    @BeforeEach
    void open() {
        packs = new PackFolder(folder.resolve("packs"));
        FaceTracker painted = new Painted();
        maker = new PackMaker(packs, painted, new WarpFaceEngine(painted), CLOCK);
    }

    @Test
    void aPackOfAPictureIsReadBackAsItWasMade() throws IOException {
        maker.fromPicture("anna", picture(BufferedImage.TYPE_INT_RGB), RIGHTS, false);
        assertThat(packs.names()).containsExactly("anna");
        Pack read = packs.read("anna");
        AvatarSource.Known host = (AvatarSource.Known) read.source();
        assertThat(host.picture().argb()).isEqualTo(PaintedFace.picture().argb());
        assertThat(host.landmarks().x(13)).isCloseTo(PaintedFace.landmarks().x(13), within(.01));
        assertThat(host.matte()).isEmpty();
        assertThat(read.manifest().licence()).isEqualTo("CC0, painted");
        assertThat(read.manifest().consent()).isEqualTo("no real person");
        assertThat(read.manifest().created()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(read.manifest().source().file()).isEqualTo("p.png");
        assertThat(read.bytes()).isLessThan(PackFolder.MOST_BYTES / 20);
        assertThat(ImageIO.read(read.folder().resolve(Pack.PREVIEW).toFile()).getWidth())
                .isEqualTo(1024);
        assertThat(packs.thumbnail("anna")).isPresent();
    }

    @Test
    void theTransparencyOfAPictureBecomesTheMatte() throws IOException {
        Pack pack = maker.fromPicture("anna", picture(BufferedImage.TYPE_INT_ARGB), RIGHTS, false);
        byte[] alpha =
                ((AvatarSource.Known) pack.source()).matte().orElseThrow().alpha();
        assertThat(alpha[0] & 255).as("transparent corner").isLessThan(20);
        assertThat(alpha[256 * 512 + 256] & 255).as("opaque middle").isGreaterThan(235);
    }

    @Test
    void whatAPhotoShowsAroundTheFaceIsKeptUnlessItIsCutOut() throws IOException {
        Pack pack = maker.fromPicture("anna", picture(BufferedImage.TYPE_INT_RGB), RIGHTS, false);
        Surroundings around = ((AvatarSource.Known) pack.source()).around().orElseThrow();
        assertThat(around.left()).as("50 of 200 pixels").isEqualTo(128);
        assertThat(around.top()).isEqualTo(128);
        assertThat(around.picture().width()).isEqualTo(768);
        assertThat(around.picture().height()).isEqualTo(640);
        Files.delete(pack.folder().resolve("around.png"));
        assertThatThrownBy(() -> packs.read("anna"))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("has no around.png");
        Pack cutOut = maker.fromPicture("bea", picture(BufferedImage.TYPE_INT_ARGB), RIGHTS, false);
        assertThat(((AvatarSource.Known) cutOut.source()).around()).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsKeptUnlessItMayBeReplaced() throws IOException {
        Path picture = picture(BufferedImage.TYPE_INT_RGB);
        maker.fromPicture("anna", picture, RIGHTS, false);
        assertThatThrownBy(() -> maker.fromPicture("anna", picture, RIGHTS, false))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("--replace");
        Pack replaced = maker.fromPicture("anna", picture, new Rights("mine", "myself"), true);
        assertThat(replaced.manifest().licence()).isEqualTo("mine");
    }

    @Test
    void aPackNeedsLicenceAndConsent() {
        assertThatThrownBy(() -> new Rights(" ", "me"))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("--licence");
        assertThatThrownBy(() -> new Rights("mine", ""))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("--consent");
    }

    @Test
    void whatFailsLeavesNothingBehind() throws IOException {
        Path broken = Files.writeString(folder.resolve("p.png"), "no picture");
        assertThatThrownBy(() -> maker.fromPicture("anna", broken, RIGHTS, false))
                .isInstanceOf(PortraitException.class);
        assertThat(packs.names()).isEmpty();
        assertThat(packs.has("anna")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../anna", "a/b", "", ".", "..", "äöü", "-x", "a.b"})
    void noNameLeadsOutOfTheFolder(String name) {
        assertThat(packs.has(name)).isFalse();
        assertThatThrownBy(() -> packs.read(name))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("1 to 40 letters");
    }

    @Test
    void aPictureThatWasChangedIsNoticed() throws IOException {
        Pack pack = maker.fromPicture("anna", picture(BufferedImage.TYPE_INT_RGB), RIGHTS, false);
        Files.copy(
                picture(BufferedImage.TYPE_INT_ARGB),
                pack.folder().resolve("portrait.png"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> packs.read("anna"))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("portrait.png is not the one the pack was made with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"format\" : 1|\"format\" : 7|format is 7: this program reads format 1",
                "\"name\" : \"anna\"|\"name\" : \"eve\"|calls itself eve",
                "\"file\" : \"portrait.png\"|\"file\" : \"../../secret.png\"|no name of a file in a pack",
                "\"consent\" : \"no real person\"|\"consent\" : \"\"|consent is missing",
                "\"landmarks\" : [ |\"landmarks\" : [ 1, |landmarks is not 468 points",
                "{|[|manifest.json is no JSON object",
            })
    void aManifestThatIsWrongSaysWhere(String change) throws IOException {
        Pack pack = maker.fromPicture("anna", picture(BufferedImage.TYPE_INT_RGB), RIGHTS, false);
        String[] parts = change.split("\\|", -1);
        Path manifest = pack.folder().resolve(PackFolder.MANIFEST);
        String written = Files.readString(manifest);
        assertThat(written).contains(parts[0]);
        Files.writeString(
                manifest, parts[0].equals("{") ? "[1]" : written.replace(parts[0], parts[1]), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> packs.read("anna"))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("anna")
                .hasMessageContaining(parts[2]);
    }

    @Test
    void aDeletedPackIsGone() throws IOException {
        Pack pack = maker.fromPicture("anna", picture(BufferedImage.TYPE_INT_RGB), RIGHTS, false);
        packs.delete("anna");
        assertThat(pack.folder()).doesNotExist();
        assertThatThrownBy(() -> packs.delete("anna"))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("there is no avatar pack anna");
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.api.Assertions.within(offset);
    }

    /** Any picture: what the aligner makes of it is painted. Transparent ones are so outside a square in the middle. */
    private Path picture(int type) throws IOException {
        BufferedImage image = new BufferedImage(300, 300, type);
        for (int y = 100; y < 200; y++) {
            for (int x = 100; x < 200; x++) {
                image.setRGB(x, y, 0xff806040);
            }
        }
        Path file = folder.resolve("p.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** Finds the painted face in every picture. */
    private static final class Painted implements FaceTracker {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            return new AlignedPortrait(
                    PaintedFace.picture(), PaintedFace.landmarks(), new SquareCrop(150, 150, 200, 0), List.of());
        }

        @Override
        public Landmarks track(Picture frame, Landmarks reference) {
            return PaintedFace.landmarks();
        }

        @Override
        public void close() {}
    }
}
