package io.talkmatrix.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param product jar of the built program, whose workers are killed; empty for scripted stages
 * @param profile of the program's workers
 * @param kills how many
 * @param rooms that talk, one to 12
 * @param seed of whom to kill and when
 * @param scaling whether a second voice process is tried first; scripted stages only
 * @param pause longest time between recovery and the next kill
 * @param folder for data and logs
 */
record Plan(
        Optional<Path> product,
        String profile,
        int kills,
        int rooms,
        long seed,
        boolean scaling,
        Duration pause,
        Path folder) {

    Plan {
        if (kills < 1 || kills > 10_000) {
            throw new IllegalArgumentException("--kills must be 1 to 10000, not " + kills);
        }
        if (rooms < 1 || rooms > 12) {
            throw new IllegalArgumentException("--rooms must be 1 to 12, not " + rooms);
        }
    }
}
