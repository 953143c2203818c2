package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.pack.PackFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What a room's avatar setting means: {@code default}, the name of a pack, or the path of a portrait or of a pack. */
final class AvatarNames implements Function<String, AvatarSource> {

    static final String DEFAULT = "default";

    private final Optional<PackFolder> packs;

    /** @param packs folder of avatar packs */
    AvatarNames(Optional<Path> packs) {
        this.packs = packs.map(PackFolder::new);
    }

    @Override
    public AvatarSource apply(String name) {
        if (name.isBlank() || name.equals(DEFAULT)) {
            return DefaultHost.source();
        }
        Optional<PackFolder> known = packs.filter(folder -> folder.has(name));
        if (known.isPresent()) {
            return known.get().read(name).source();
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                Path pack = path.toAbsolutePath().normalize();
                return new PackFolder(pack.getParent())
                        .read(pack.getFileName().toString())
                        .source();
            }
            return new AvatarSource.Photo(path);
        } catch (InvalidPathException e) {
            throw new PortraitException("avatar " + name + " is neither a pack nor a path", e);
        }
    }
}
