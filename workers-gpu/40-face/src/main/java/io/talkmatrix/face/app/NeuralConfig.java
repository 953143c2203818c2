package io.talkmatrix.face.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How networks draw faces, where a room or {@code talkmatrix.face.engine} asks for one. Their weights are the user's:
 * {@code ./talkmatrix models pull ID}.
 *
 * @param fallback what draws where an engine cannot be loaded: {@code none}, such rooms are not drawn and say why, or
 *     {@code warp}, which every event of such a room tells as degraded
 * @param restorer what sharpens drawn mouths: {@code none}, {@code gfpgan} or {@code codeformer}
 * @param restoreStrength how much of what the restorer gives is taken, 0–1
 * @param threads of each run on the CPU, 1–64
 * @param atOnce runs of a network at a time, 1–64
 * @param batch frames, of one room or of several, in a run of the generator, 1–64
 * @param restorerBatch frames in a run of the restorer, 1–64; each takes some hundred MB
 * @param maxWait how long a request may wait for others while the network is free, 0–100 ms; of use on GPUs
 */
public record NeuralConfig(
        String fallback,
        String restorer,
        float restoreStrength,
        int threads,
        int atOnce,
        int batch,
        int restorerBatch,
        Duration maxWait) {

    private static final String NONE = "none";

    public NeuralConfig {
        FaceConfig.check(
                List.of(NONE, FaceConfig.WARP).contains(fallback),
                "talkmatrix.face.neural.fallback",
                fallback,
                "none or warp");
        FaceConfig.check(
                List.of(NONE, "gfpgan", "codeformer").contains(restorer),
                "talkmatrix.face.neural.restorer",
                restorer,
                "none, gfpgan or codeformer");
        FaceConfig.check(
                restoreStrength >= 0 && restoreStrength <= 1,
                "talkmatrix.face.neural.restore-strength",
                restoreStrength,
                "0 to 1");
        FaceConfig.check(threads >= 1 && threads <= 64, "talkmatrix.face.neural.threads", threads, "1 to 64");
        FaceConfig.check(atOnce >= 1 && atOnce <= 64, "talkmatrix.face.neural.at-once", atOnce, "1 to 64");
        FaceConfig.check(batch >= 1 && batch <= 64, "talkmatrix.face.neural.batch", batch, "1 to 64");
        FaceConfig.check(
                restorerBatch >= 1 && restorerBatch <= 64,
                "talkmatrix.face.neural.restorer-batch",
                restorerBatch,
                "1 to 64");
        FaceConfig.check(
                !maxWait.isNegative() && maxWait.toMillis() <= 100,
                "talkmatrix.face.neural.max-wait",
                maxWait,
                "0 ms to 100 ms");
    }

    public static NeuralConfig defaults() {
        return new NeuralConfig(NONE, NONE, .8f, 1, 2, 8, 1, Duration.ZERO);
    }

    Optional<String> fallbackEngine() {
        return fallback.equals(NONE) ? Optional.empty() : Optional.of(fallback);
    }

    Optional<String> restorerModel() {
        return restorer.equals(NONE) ? Optional.empty() : Optional.of(restorer);
    }
}
