package io.talkmatrix.media.push;

import io.talkmatrix.media.live.AacTrack;
import io.talkmatrix.media.live.AnnexB;
import java.util.Optional;

/**
 * What an output must know before the first packet.
 *
 * @param width pixels
 * @param height pixels
 * @param video parameter sets of the pictures
 */
public record Format(int width, int height, AnnexB.Parameters video) {

    /** The format of a stream whose key picture this is; empty if it does not say. */
    static Optional<Format> of(Packet.Picture key, int width, int height) {
        return AnnexB.parameters(key.unit()).map(found -> new Format(width, height, found));
    }

    byte[] audioConfig() {
        return AacTrack.config();
    }

    boolean same(Format other) {
        return width == other.width && height == other.height && video.same(other.video);
    }
}
