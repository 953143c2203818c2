package io.talkmatrix.face.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Matte;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.stage.Scene.Layout;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneEngineTest {

    private static final AvatarSource.Known HOST = DefaultHost.source();
    private static final int GREEN = 0xff20c040;

    @TempDir
    Path folder;

    private final FaceEngine engine = SceneEngine.over(new WarpFaceEngine(new NoFaces()));

    @ParameterizedTest
    @EnumSource(Layout.class)
    void aFrameHasTheSizeOfItsLayoutAndRestsLikeTheAvatar(Layout layout) {
        Avatar avatar = load(new Scene(layout, Scene.KEEP, "", "", false));
        assertThat(avatar.rest().width()).isEqualTo(layout.width());
        assertThat(avatar.rest().height()).isEqualTo(layout.height());
        int[] frame = frame(avatar, new FaceScript(), Liveliness.mouthOnly());
        assertThat(Arrays.mismatch(frame, avatar.rest().argb()))
                .as("first other pixel")
                .isEqualTo(-1);
    }

    @Test
    void theFaceAloneIsThePictureItself() {
        Avatar avatar = load(Scene.PLAIN);
        assertThat(Arrays.mismatch(avatar.rest().argb(), HOST.picture().argb()))
                .as("first other pixel")
                .isEqualTo(-1);
    }

    @Test
    void aColourIsBehindTheHostAndNothingElseChanges() {
        Picture rest = load(new Scene(Layout.FACE, "#20c040", "", "", false)).rest();
        byte[] alpha = HOST.matte().orElseThrow().alpha();
        for (int i = 0; i < alpha.length; i++) {
            if (alpha[i] == 0) {
                assertThat(rest.argb()[i]).as("pixel %d", i).isEqualTo(GREEN);
            } else if (alpha[i] == -1) {
                assertThat(rest.argb()[i])
                        .as("pixel %d", i)
                        .isEqualTo(HOST.picture().argb()[i]);
            }
        }
    }

    @Test
    void theHostMovesInFrontOfAPictureThatStaysWhereItIs() throws IOException {
        Path stripes = picture("stripes.png", 400, 300, Color.RED);
        Avatar avatar = load(new Scene(Layout.PORTRAIT, stripes.toString(), "", "", false));
        FaceScript script = speech();
        int[] frame = frame(avatar, script, Liveliness.full(3));
        int width = Layout.PORTRAIT.width();
        assertThat(frame[100 * width + 100]).isEqualTo(0xffff0000);
        assertThat(frame[1270 * width + 360]).as("the host's chest").isNotEqualTo(0xffff0000);
        int moved = 0;
        for (int i = 0; i < frame.length; i++) {
            moved += frame[i] != avatar.rest().argb()[i] ? 1 : 0;
        }
        assertThat(moved).isGreaterThan(2_000);
        for (int y = 0; y < 400; y++) {
            assertThat(frame[y * width + 5]).isEqualTo(avatar.rest().argb()[y * width + 5]);
        }
    }

    @Test
    void productLogoAndWordsAreInFront() throws IOException {
        Path product = picture("product.png", 300, 300, Color.BLUE);
        Path logo = picture("logo.png", 200, 80, Color.MAGENTA);
        Avatar avatar = load(new Scene(Layout.LANDSCAPE, "#000000", product.toString(), logo.toString(), true));
        int[] frame = frame(avatar, speech(), Liveliness.mouthOnly());
        Places places = Places.of(Layout.LANDSCAPE);
        assertThat(at(frame, places.product().x + places.product().width / 2, places.product().y + 100))
                .isEqualTo(0xff0000ff);
        assertThat(at(frame, places.logo().x + 20, places.logo().y + 20)).isEqualTo(0xffff00ff);
        int changed = 0;
        for (int y = places.subtitles().y; y < places.subtitles().y + places.subtitles().height; y++) {
            for (int x = places.subtitles().x; x < places.subtitles().x + places.subtitles().width; x++) {
                int i = y * Layout.LANDSCAPE.width() + x;
                changed += frame[i] != avatar.rest().argb()[i] ? 1 : 0;
            }
        }
        assertThat(changed).as("pixels with words").isGreaterThan(1_000);
    }

    @Test
    void shouldersThatThePictureCutsOffFadeIntoTheBackground() {
        byte[] everywhere = new byte[HOST.matte().orElseThrow().alpha().length];
        Arrays.fill(everywhere, (byte) 255);
        Matte all = new Matte(everywhere, Optional.empty());
        AvatarSource.Known wide = new AvatarSource.Known("wide", HOST.picture(), HOST.landmarks(), Optional.of(all));
        Scene green = new Scene(Layout.LANDSCAPE, "#20c040", "", "", false);
        int[] rest = engine.load(new AvatarSource.Staged(wide, green)).rest().argb();
        Rectangle square = Places.of(Layout.LANDSCAPE).host();
        int y = square.y + square.height - 20;
        assertThat(at(rest, square.x - 1, y)).as("beside the picture").isEqualTo(GREEN);
        assertThat(far(at(rest, square.x + 1, y), GREEN))
                .as("at the picture's edge")
                .isLessThan(12);
        assertThat(far(at(rest, square.x + square.width / 2, y), GREEN))
                .as("in its middle")
                .isGreaterThan(40);
    }

    @Test
    void wordsOnTwoLinesAreSharedOutEvenly() {
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(new Font(Font.SANS_SERIF, Font.BOLD, 32));
        String text = "The battery lasts two full days,";
        int width = metrics.stringWidth(text) - 1;
        List<String> lines = Subtitles.balanced(text, metrics, width);
        assertThat(Subtitles.lines(text, metrics, width).get(1)).isEqualTo("days,");
        assertThat(lines).hasSize(2);
        assertThat(String.join(" ", lines)).isEqualTo(text);
        assertThat(metrics.stringWidth(lines.get(1))).isGreaterThan(width / 3);
    }

    @Test
    void aPortraitWithoutAMatteKeepsItsBackgroundOnly() {
        AvatarSource.Known plain = PaintedFace.source();
        Scene blue = new Scene(Layout.FACE, "#0000ff", "", "", false);
        assertThatThrownBy(() -> engine.load(new AvatarSource.Staged(plain, blue)))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("PNG with transparency");
        Scene wide = new Scene(Layout.LANDSCAPE, Scene.KEEP, "", "", false);
        assertThat(engine.load(new AvatarSource.Staged(plain, wide)).rest().width())
                .isEqualTo(1280);
    }

    private Avatar load(Scene scene) {
        return engine.load(new AvatarSource.Staged(HOST, scene));
    }

    private int[] frame(Avatar avatar, FaceScript script, Liveliness liveliness) {
        try (FaceSession session = engine.open(avatar, liveliness)) {
            int[] frame = new int[session.width() * session.height()];
            session.render(script, 20, frame);
            return frame;
        }
    }

    private static FaceScript speech() {
        FaceScript script = new FaceScript();
        script.clause(0, List.of(new TimedViseme(Viseme.AH, 0, 48_000)), Emotion.NEUTRAL, 0);
        script.words(0, "Hello and welcome to our little shop, where everything is fresh today.");
        return script;
    }

    private static int far(int argb, int other) {
        return Math.max(
                Math.abs((argb >> 16 & 255) - (other >> 16 & 255)),
                Math.max(Math.abs((argb >> 8 & 255) - (other >> 8 & 255)), Math.abs((argb & 255) - (other & 255))));
    }

    private static int at(int[] frame, int x, int y) {
        return frame[y * Layout.LANDSCAPE.width() + x];
    }

    private Path picture(String name, int width, int height, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, width, height);
        g.dispose();
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static final class NoFaces implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new PortraitException("no faces here");
        }

        @Override
        public void close() {}
    }
}
