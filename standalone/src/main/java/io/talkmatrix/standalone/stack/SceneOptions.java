package io.talkmatrix.standalone.stack;

import io.talkmatrix.stage.Scene;
import io.talkmatrix.standalone.cli.UserError;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say what is seen besides the host's face. */
public class SceneOptions {

    @Option(
            names = "--layout",
            paramLabel = "SHAPE",
            defaultValue = "face",
            description = "face (512x512), 9:16 (720x1280), 16:9 (1280x720) or 1:1 (720x720).")
    String layout;

    @Option(
            names = "--background",
            paramLabel = "WHAT",
            defaultValue = Scene.KEEP,
            description = "keep, blur, a colour such as #1a2b3c, or a picture.")
    String background;

    @Option(names = "--product", paramLabel = "FILE", description = "Picture of a product to show beside the host.")
    Path product;

    @Option(names = "--logo", paramLabel = "FILE", description = "Logo to show in a corner; PNG may be transparent.")
    Path logo;

    @Option(names = "--subtitles", description = "Write what is said into the picture.")
    boolean subtitles;

    /** @throws UserError a value is not allowed */
    public Scene scene() {
        try {
            Scene named = new Scene(Scene.Layout.of(layout), background, "", "", subtitles);
            return new Scene(
                    named.layout(),
                    named.picture() ? absolute(Path.of(background)) : background,
                    absolute(product),
                    absolute(logo),
                    subtitles);
        } catch (IllegalArgumentException e) {
            throw new UserError(UserError.Kind.BAD_DATA, e.getMessage(), e);
        }
    }

    private static String absolute(Path path) {
        return path == null ? "" : path.toAbsolutePath().toString();
    }
}
