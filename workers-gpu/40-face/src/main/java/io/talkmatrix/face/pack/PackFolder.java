package io.talkmatrix.face.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Matte;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.Surroundings;
import io.talkmatrix.face.pack.PackManifest.PackFile;
import io.talkmatrix.face.portrait.PortraitReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds all avatar packs, one folder each. Names come from people and from rooms: nothing outside the folder
 * can be named. Safe for use from any thread.
 *
 * @param folder made when the first pack is written
 */
public record PackFolder(Path folder) {

    /** The manifest's file name. */
    static final String MANIFEST = "manifest.json";

    /** All that a pack may hold on disk, and in memory when loaded. */
    public static final long MOST_BYTES = 60L << 20;

    private static final long MOST_MANIFEST_BYTES = 1 << 20;
    private static final int SIDE = 512;

    /** Names of all packs, sorted; a folder without a manifest is none. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> Files.isRegularFile(path.resolve(MANIFEST)))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> PackManifest.NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PortraitException(
                    "the folder of avatar packs " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Whether a pack, sound or not, has this name. */
    public boolean has(String name) {
        return PackManifest.NAME.matcher(name).matches()
                && Files.isRegularFile(path(name).resolve(MANIFEST));
    }

    /**
     * Where a pack lies or would lie.
     *
     * @throws PortraitException this can be no pack's name
     */
    public Path path(String name) {
        if (!PackManifest.NAME.matcher(name).matches()) {
            throw new PortraitException(
                    "an avatar pack is named with 1 to 40 letters, digits, '_' or '-', not " + name);
        }
        return folder.resolve(name);
    }

    /**
     * Reads a pack and checks all of it.
     *
     * @throws PortraitException it is not there, of another format, incomplete or changed; says what to do
     */
    public Pack read(String name) {
        Path pack = path(name);
        try {
            long bytes = size(pack);
            if (bytes > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "has " + (bytes >> 20) + " MiB, at most " + (MOST_BYTES >> 20) + " are allowed");
            }
            PackManifest manifest = manifest(pack);
            if (!manifest.name().equals(name)) {
                throw new IllegalArgumentException("calls itself " + manifest.name());
            }
            Picture portrait = PortraitReader.read(checked(pack, manifest.portrait()));
            if (portrait.width() != SIDE || portrait.height() != SIDE) {
                throw new IllegalArgumentException("portrait is " + portrait.width() + "x" + portrait.height()
                        + " pixels, not " + SIDE + "x" + SIDE);
            }
            return new Pack(pack, bytes, manifest, source(pack, manifest, portrait));
        } catch (IllegalArgumentException | PortraitException | IOException e) {
            throw new PortraitException("avatar pack " + pack + ": " + e.getMessage(), e);
        }
    }

    private static AvatarSource source(Path pack, PackManifest manifest, Picture portrait) throws IOException {
        if (manifest.clip().isPresent()) {
            return ClipFile.read(manifest.name(), checked(pack, manifest.clip().get()));
        }
        Optional<Matte> matte = Optional.empty();
        if (manifest.matte().isPresent()) {
            matte = Optional.of(matte(checked(pack, manifest.matte().get())));
        }
        Optional<Surroundings> around = Optional.empty();
        if (manifest.around().isPresent()) {
            around = Optional.of(around(pack, manifest.around().get()));
        }
        return new AvatarSource.Known(manifest.name(), portrait, new Landmarks(manifest.landmarks()), matte, around);
    }

    private static Surroundings around(Path pack, PackManifest.Around named) throws IOException {
        Picture picture = PortraitReader.read(checked(pack, named.picture()));
        if (picture.width() < named.left() + SIDE || picture.height() < named.top() + SIDE) {
            throw new IllegalArgumentException(
                    "around is too small for a portrait at " + named.left() + "," + named.top());
        }
        return new Surroundings(picture, named.left(), named.top());
    }

    /** The pack's picture for lists, JPEG, if there is such a pack. */
    public Optional<byte[]> thumbnail(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        Path file = path(name).resolve(Pack.THUMBNAIL);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_MANIFEST_BYTES
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new PortraitException("the picture " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Removes a pack with everything in its folder. */
    public void delete(String name) {
        if (!has(name)) {
            throw new PortraitException("there is no avatar pack " + name + " in " + folder);
        }
        PackDisk.deleteTree(path(name));
    }

    private static PackManifest manifest(Path pack) throws IOException {
        Path file = pack.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("has no " + MANIFEST);
        }
        if (Files.size(file) > MOST_MANIFEST_BYTES) {
            throw new IllegalArgumentException(MANIFEST + " is too long");
        }
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException(MANIFEST + " is no JSON object");
        }
        return PackJson.read(json);
    }

    private static Matte matte(Path file) {
        Picture grey = PortraitReader.read(file);
        if (grey.width() != SIDE || grey.height() != SIDE) {
            throw new IllegalArgumentException("matte is not " + SIDE + "x" + SIDE + " pixels");
        }
        return PackMaker.matte(grey);
    }

    private static Path checked(Path pack, PackFile named) throws IOException {
        Path file = pack.resolve(named.file());
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("has no " + named.file());
        }
        if (!PackDisk.sha256(file).equals(named.sha256())) {
            throw new IllegalArgumentException(named.file()
                    + " is not the one the pack was made with; make the pack anew with ./talkmatrix avatar create");
        }
        return file;
    }

    private static long size(Path pack) throws IOException {
        if (!Files.isDirectory(pack)) {
            throw new IllegalArgumentException("is not there; ./talkmatrix avatar list shows what is");
        }
        try (Stream<Path> files = Files.walk(pack)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
