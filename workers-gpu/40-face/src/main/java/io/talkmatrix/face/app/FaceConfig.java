package io.talkmatrix.face.app;

import io.talkmatrix.stage.FrameGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings of the face worker.
 *
 * @param engine what draws faces where a room's {@code engines} do not name another: {@code warp}, or {@code wav2lip},
 *     {@code wav2lip-gan}, {@code wav2lip-256} with weights of the user's
 * @param threads threads of each landmark model while a portrait is loaded, 1–64
 * @param codec of the frames: {@code jpeg}, each frame by itself, or {@code h264}, smaller
 * @param jpegQuality JPEG quality of the frames, 0.3–1
 * @param bitsPerSecond of H.264 frames of 512×512, 100000–20000000; larger frames get more
 * @param avatars folder of avatar packs, made with {@code ./talkmatrix avatar create}; without it {@code avatar-packs} in
 *     the data folder
 * @param avatarsKept loaded avatars kept in memory, about 12 MB each, 1–10000
 * @param avatarDeadline how long a turn may wait for its avatar to be loaded, 1–300 s
 * @param aiLabel whether every frame carries the AI mark; {@code up} sets it, {@code talk} marks its video itself
 * @param idleClips folder in which what is seen between turns is kept for the live sink, made when a room is prepared;
 *     {@code up} sets it to {@code avatars} in its data folder
 * @param neural how networks draw
 */
public record FaceConfig(
        String engine,
        int threads,
        FrameGroup.Codec codec,
        float jpegQuality,
        int bitsPerSecond,
        Optional<Path> avatars,
        int avatarsKept,
        Duration avatarDeadline,
        boolean aiLabel,
        Optional<Path> idleClips,
        NeuralConfig neural) {

    static final String WARP = "warp";

    /** All there are. */
    public static final List<String> ENGINES =
            Stream.concat(Stream.of(WARP), NeuralEngines.NAMES.stream()).toList();

    public FaceConfig {
        check(ENGINES.contains(engine), "talkmatrix.face.engine", engine, String.join(", ", ENGINES));
        check(threads >= 1 && threads <= 64, "talkmatrix.face.threads", threads, "1 to 64");
        check(
                bitsPerSecond >= 100_000 && bitsPerSecond <= 20_000_000,
                "talkmatrix.face.bits-per-second",
                bitsPerSecond,
                "100000 to 20000000");
        check(jpegQuality >= .3f && jpegQuality <= 1, "talkmatrix.face.jpeg-quality", jpegQuality, "0.3 to 1");
        check(avatarsKept >= 1 && avatarsKept <= 10_000, "talkmatrix.face.avatars-kept", avatarsKept, "1 to 10000");
        check(
                avatarDeadline.toMillis() >= 1000 && avatarDeadline.toSeconds() <= 300,
                "talkmatrix.face.avatar-deadline",
                avatarDeadline,
                "1 s to 300 s");
    }

    public static FaceConfig defaults() {
        return new FaceConfig(
                WARP,
                1,
                FrameGroup.Codec.H264,
                .85f,
                3_000_000,
                Optional.empty(),
                32,
                Duration.ofSeconds(30),
                false,
                Optional.empty(),
                NeuralConfig.defaults());
    }

    /** Models of the catalogue without which the configured engine cannot draw, if nothing may take its place. */
    public List<String> networks() {
        return engine.equals(WARP) || neural.fallbackEngine().isPresent()
                ? List.of()
                : Stream.concat(Stream.of(engine), neural.restorerModel().stream())
                        .toList();
    }

    /** With avatar packs in a folder unless one is set. */
    public FaceConfig withPacks(Path folder) {
        return new FaceConfig(
                engine,
                threads,
                codec,
                jpegQuality,
                bitsPerSecond,
                Optional.of(avatars.orElse(folder)),
                avatarsKept,
                avatarDeadline,
                aiLabel,
                idleClips,
                neural);
    }

    /** The same for frames that are shown as they are: marked, and with idle clips in a folder unless one is set. */
    public FaceConfig live(Path idleClipsFolder) {
        return new FaceConfig(
                engine,
                threads,
                codec,
                jpegQuality,
                bitsPerSecond,
                avatars,
                avatarsKept,
                avatarDeadline,
                true,
                Optional.of(idleClips.orElse(idleClipsFolder)),
                neural);
    }

    static void check(boolean allowed, String key, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(key + "=" + value + " is not allowed: " + range);
        }
    }
}
