package io.talkmatrix.connect.stream;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.push.Output;
import io.talkmatrix.media.push.OutputSpec;
import io.talkmatrix.media.push.StreamKeys;
import io.talkmatrix.media.push.Targets;
import java.nio.file.Path;
import java.time.Clock;

/** Makes what a room's outputs name. Immutable. */
final class Outputs {

    private final StreamConfig config;
    private final StreamKeys keys;
    private final Clock clock;

    Outputs(StreamConfig config, StreamKeys keys, Clock clock) {
        this.config = config;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * How the output is opened. A key that is missing is looked for again at each attempt.
     *
     * @param name of the target in errors
     */
    Output.Opener opener(String room, String name, OutputSpec spec) {
        return switch (spec.kind()) {
            case RTMP, RTMPS, SRT ->
                format -> Targets.push(name, keys.fill(spec), config.certificates())
                        .open(format);
            case HLS -> Targets.hls(folder(room, spec));
            case RECORD ->
                Targets.recording(folder(room, spec), config.recordFileMillis(), config.recordMostBytes(), clock);
        };
    }

    private Path folder(String room, OutputSpec spec) {
        if (!room.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}")) {
            throw new MediaException("room " + room + " cannot have files: its id is not a plain file name");
        }
        return config.files()
                .orElseThrow(() -> new MediaException("the output " + spec.text() + " needs files.folder to be set"))
                .resolve(room)
                .resolve(spec.text());
    }
}
