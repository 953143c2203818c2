package io.talkmatrix.face.app;

import io.talkmatrix.face.BuiltInClips;
import io.talkmatrix.face.Clip;
import io.talkmatrix.face.ClipException;
import io.talkmatrix.face.ClipShelf;
import io.talkmatrix.face.ClipText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Clips of an avatar's own, {@code clips/NAME.clip} in its folder, before those that every host knows. A file is read each
 * time it is asked for: clips are asked for by people, and may be edited between two takes.
 */
final class ClipFolders implements ClipShelf {

    private static final long MOST_BYTES = 64 << 10;

    private final Optional<Path> packs;

    /** @param packs folder of avatar packs */
    ClipFolders(Optional<Path> packs) {
        this.packs = packs;
    }

    @Override
    public Optional<Clip> find(String avatar, String name) {
        if (!ClipText.isName(name)) {
            return Optional.empty();
        }
        Optional<Path> own =
                folder(avatar).map(folder -> folder.resolve("clips").resolve(name + ".clip"));
        return own.filter(Files::isRegularFile).isPresent()
                ? Optional.of(read(name, own.get()))
                : BuiltInClips.named(name);
    }

    /** The avatar's pack, or the folder that its portrait lies in. */
    private Optional<Path> folder(String avatar) {
        if (avatar.isBlank()) {
            return Optional.empty();
        }
        try {
            Optional<Path> pack = packs.map(folder -> folder.resolve(avatar).normalize())
                    .filter(folder -> folder.startsWith(packs.orElseThrow().normalize()))
                    .filter(Files::isDirectory);
            return pack.isPresent()
                    ? pack
                    : Optional.of(Path.of(avatar)).filter(Files::isRegularFile).map(Path::getParent);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Clip read(String name, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ClipException("the clip " + file + " is larger than " + MOST_BYTES + " bytes");
            }
            return ClipText.parse(
                    name, Files.readString(file, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new ClipException("the clip " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
