package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.host.DefaultHost;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a room's avatar setting means: {@code default}, the name of a pack, or the path of a portrait. */
final class AvatarNames implements Function<String, AvatarSource> {

    static final String DEFAULT = "default";
    private static final List<String> PORTRAITS = List.of("portrait.png", "portrait.jpg", "portrait.jpeg");

    private final Optional<Path> packs;

    AvatarNames(Optional<Path> packs) {
        this.packs = packs;
    }

    @Override
    public AvatarSource apply(String name) {
        if (name.isBlank() || name.equals(DEFAULT)) {
            return DefaultHost.source();
        }
        try {
            Optional<Path> pack = packs.map(folder -> folder.resolve(name)).filter(Files::isDirectory);
            if (pack.isPresent()
                    && pack.get().normalize().startsWith(packs.orElseThrow().normalize())) {
                return new AvatarSource.Photo(portrait(pack.get()));
            }
            return new AvatarSource.Photo(Path.of(name));
        } catch (InvalidPathException e) {
            throw new PortraitException("avatar " + name + " is neither a pack nor a path", e);
        }
    }

    private static Path portrait(Path pack) {
        return PORTRAITS.stream()
                .map(pack::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new PortraitException("avatar pack " + pack + " has none of " + PORTRAITS));
    }
}
