package io.talkmatrix.standalone.cli;

import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.app.PackWorkshop;
import io.talkmatrix.face.pack.Pack;
import io.talkmatrix.face.pack.PackFolder;
import io.talkmatrix.face.pack.PackMaker.Rights;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelSettings;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StackSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Avatar packs on the command line. */
@Command(
        name = "avatar",
        mixinStandardHelpOptions = true,
        description = {
            "Avatar packs: hosts made from pictures, with licence and consent.",
            "形象包：用图片制作主播形象，并记录授权与同意。",
            "A room shows one by its name; so does ./talkmatrix talk --avatar NAME."
        },
        subcommands = {
            AvatarCommand.Create.class,
            AvatarCommand.ListPacks.class,
            AvatarCommand.Show.class,
            AvatarCommand.Check.class,
            AvatarCommand.Delete.class
        })
public class AvatarCommand {

    private static final PrintStream OUT = System.out;

    /** Where packs lie, by the settings. */
    static Optional<PackFolder> packs(StackSettings settings) {
        return settings.stages("default").settings().face().avatars().map(PackFolder::new);
    }

    private static PackFolder required(StackOptions options) {
        return packs(options.settings())
                .orElseThrow(() -> new UserError(UserError.Kind.CONFIG, "talkmatrix.face.avatars names no folder"));
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a pack from a picture or a clip.")
    static class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What rooms call it: letters, digits, '_' and '-'.")
        String name;

        /** What it is made from. */
        static class From {
            @Option(
                    names = "--image",
                    required = true,
                    paramLabel = "FILE",
                    description =
                            "PNG or JPEG of one person looking at the camera; a PNG's transparency is kept as matte.")
            Path image;

            @Option(
                    names = "--video",
                    required = true,
                    paramLabel = "FILE",
                    description =
                            "A clip of one person who listens (at most 20 s are used), or a LiveTalking avatar folder.")
            Path video;
        }

        @ArgGroup(multiplicity = "1")
        From from;

        @Option(
                names = "--licence",
                required = true,
                paramLabel = "TEXT",
                description = "Whose picture it is and under what terms it is shown.")
        String licence;

        @Option(
                names = "--consent",
                required = true,
                paramLabel = "TEXT",
                description = "Who allowed that this face speaks, and how that is known; or that it is no real person.")
        String consent;

        @Option(names = "--replace", description = "Replace a pack of this name.")
        boolean replace;

        @Mixin
        StackOptions options;

        @Override
        public Integer call() {
            PackFolder folder = required(options);
            Rights rights = new Rights(licence, consent);
            ModelStore models = new ModelStore(ModelSettings.ofProcess(), new PullBars(Progress.onStandardError()));
            try (PackWorkshop workshop = PackWorkshop.open(folder, new Inference(), models, Clock.systemUTC())) {
                Pack pack = from.image != null
                        ? workshop.maker().fromPicture(name, from.image, rights, replace)
                        : workshop.maker().fromClip(name, from.video, rights, replace);
                pack.manifest().warnings().forEach(warning -> OUT.println("Note: " + warning));
                OUT.println("Avatar " + name + " is in " + pack.folder());
                OUT.println("Look at it: " + pack.folder().resolve(Pack.PREVIEW));
                OUT.println("Let it speak: ./talkmatrix talk --avatar " + name + " --text …");
                return 0;
            }
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Every pack, and whether it is sound.")
    static class ListPacks implements Runnable {
        @Mixin
        StackOptions options;

        @Override
        public void run() {
            PackFolder folder = required(options);
            List<String> names = folder.names();
            OUT.printf(Locale.ROOT, "%-24s %-8s %10s  %s%n", "AVATAR", "STATE", "ON DISK", "LICENCE");
            OUT.printf(Locale.ROOT, "%-24s %-8s %10s  %s%n", "default", "sound", "-", "ours");
            for (String name : names) {
                try {
                    Pack pack = folder.read(name);
                    OUT.printf(
                            Locale.ROOT,
                            "%-24s %-8s %10s  %s%n",
                            name,
                            "sound",
                            Progress.bytes(pack.bytes()),
                            pack.manifest().licence());
                } catch (PortraitException e) {
                    OUT.printf(Locale.ROOT, "%-24s %-8s %10s  %s%n", name, "broken", "-", e.getMessage());
                }
            }
            OUT.println();
            OUT.println("Folder: " + folder.folder());
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "What a pack says of itself.")
    static class Show implements Runnable {
        @Parameters(paramLabel = "NAME")
        String name;

        @Mixin
        StackOptions options;

        @Override
        public void run() {
            Pack pack = required(options).read(name);
            line("avatar", name);
            line("folder", pack.folder().toString());
            line("on disk", Progress.bytes(pack.bytes()));
            line("created", pack.manifest().created());
            line("made from", pack.manifest().source().file());
            line("licence", pack.manifest().licence());
            line("consent", pack.manifest().consent());
            line("kind", pack.manifest().clip().isPresent() ? "clip" : "picture");
            line("matte", pack.manifest().matte().isPresent() ? "from the picture's transparency" : "none");
            pack.manifest().warnings().forEach(warning -> line("note", warning));
            line("preview", pack.folder().resolve(Pack.PREVIEW).toString());
        }

        private static void line(String what, String value) {
            OUT.printf(Locale.ROOT, "%-10s %s%n", what, value);
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Reads packs and says what is wrong with them; without names, all.")
    static class Check implements Callable<Integer> {
        private static final int BROKEN = 65;

        @Parameters(arity = "0..*", paramLabel = "NAME")
        List<String> names = List.of();

        @Mixin
        StackOptions options;

        @Override
        public Integer call() {
            PackFolder folder = required(options);
            boolean sound = true;
            for (String name : names.isEmpty() ? folder.names() : names) {
                try {
                    folder.read(name);
                    OUT.println(name + ": sound");
                } catch (PortraitException e) {
                    OUT.println(name + ": " + e.getMessage());
                    sound = false;
                }
            }
            return sound ? 0 : BROKEN;
        }
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Removes a pack.")
    static class Delete implements Runnable {
        @Parameters(paramLabel = "NAME")
        String name;

        @Mixin
        StackOptions options;

        @Override
        public void run() {
            required(options).delete(name);
            OUT.println("Avatar " + name + " is gone");
        }
    }
}
