package io.talkmatrix.face.light;

import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.warp.Shading;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.stage.Lighting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * The lamps of all rooms. What they meet on a face is worked out once for each face and forgotten with it; a product picture
 * is looked at once. Safe for use from any thread.
 */
public final class RoomLights implements Shading.Source {

    private static final Logger LOG = System.getLogger(RoomLights.class.getName());
    private static final int MOST_PICTURES = 64;

    private final Function<Path, Picture> reader;
    private final Map<WarpAvatar, Surface> surfaces = new WeakHashMap<>(); // guarded by itself
    private final Map<Path, OptionalInt> colours = new LinkedHashMap<>(); // guarded by itself, oldest first

    /** @param reader reads a picture; throws {@link PortraitException} if it cannot */
    public RoomLights(Function<Path, Picture> reader) {
        this.reader = reader;
    }

    @Override
    public Shading of(WarpAvatar avatar, Lighting lighting, Optional<Path> product, long startMillis) {
        if (lighting.off()) {
            return Shading.none();
        }
        OptionalInt colour =
                lighting.followsProduct() && product.isPresent() ? colour(product.get()) : OptionalInt.empty();
        return new RoomLight(surface(avatar), lighting, startMillis, colour);
    }

    private Surface surface(WarpAvatar avatar) {
        synchronized (surfaces) {
            return surfaces.computeIfAbsent(avatar, face -> new Surface(face.rest(), face.landmarks()));
        }
    }

    private OptionalInt colour(Path product) {
        synchronized (colours) {
            OptionalInt known = colours.get(product);
            if (known == null) {
                known = seen(product);
                colours.put(product, known);
                if (colours.size() > MOST_PICTURES) {
                    colours.remove(colours.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    /** A picture that cannot be read leaves the lamps as they are, and is said once. */
    private OptionalInt seen(Path product) {
        try {
            return ProductColour.of(reader.apply(product));
        } catch (PortraitException e) {
            LOG.log(Level.WARNING, "the light cannot follow the product picture: " + e.getMessage());
            return OptionalInt.empty();
        }
    }
}
