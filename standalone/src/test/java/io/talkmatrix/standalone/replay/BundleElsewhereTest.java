package io.talkmatrix.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.bundle.BundleExport;
import io.talkmatrix.standalone.bundle.BundleImport;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.replay.Comparison.Verdict;
import io.talkmatrix.standalone.replay.ReplayRequest.Speed;
import io.talkmatrix.standalone.replay.ReplayRequest.Window;
import io.talkmatrix.standalone.stack.Role;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A turn goes from one data folder, with its broker and registry, to another that has never heard of it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BundleElsewhereTest {

    private static final String ROOM = "moved";

    @TempDir
    Path folder;

    @Test
    void aTurnExportedFromOneDataFolderReplaysTheSameInAnother() throws Exception {
        Path file = folder.resolve("turn.tmbundle");
        String turn = recordAndExport(file);
        try (KafkaFixture other = new KafkaFixture(5)) {
            other.open();
            // So the ids of the schemas are not those of the folder it comes from.
            other.send(Topics.LIVE_COMMENTS, comment());
            other.send(Topics.ROOMS, Room.of("somebody-else"));
            try (BundleImport bundle = new BundleImport(file)) {
                assertThat(bundle.turn()).isEqualTo(turn);
                bundle.write(other.connection(), other.registry(), "bundle.moved");
            }
            ReplayRequest request = new ReplayRequest(
                    List.of(ROOM),
                    Optional.empty(),
                    Window.EVER,
                    Role.REPLY,
                    Role.FACE,
                    Speed.MAX,
                    "replay.moved",
                    Optional.of("bundle.moved"),
                    Changes.NONE);
            ReplayReport report = new Replay(
                            other.connection(), other.registry(), request, new Progress(System.err, false))
                    .run(prefix -> Stand.start(other, prefix, request.stages()), true)
                    .report();

            assertThat(report.comparisons()).singleElement().satisfies(made -> {
                assertThat(made.turn()).isEqualTo(turn);
                assertThat(made.same()).as(made.toString()).isTrue();
                assertThat(made.sound().verdict()).isEqualTo(Verdict.SAME);
                assertThat(made.pictures().verdict()).isEqualTo(Verdict.SAME);
            });
            assertThat(other.read(Topics.TEXT_REPLY, ROOM)).isEmpty();
        }
    }

    private static LiveEvent comment() {
        return new LiveEvent("somebody-else", "test", "1", LiveEvent.Kind.COMMENT, "A", "Hello", 1, Map.of(), 1);
    }

    private String recordAndExport(Path file) throws IOException, InterruptedException {
        try (KafkaFixture here = new KafkaFixture()) {
            here.open();
            String turn;
            try (Stand stages = Stand.start(here, "", EnumSet.of(Role.ASR, Role.REPLY, Role.TTS, Role.FACE))) {
                here.send(Topics.ROOMS, Room.of(ROOM));
                Recorder recorder = new Recorder(here, ROOM);
                recorder.turn("Who are you?");
                turn = recorder.turn("How long does it last?");
            }
            new BundleExport(here.connection(), here.registry(), ROOM, turn).write(file);
            return turn;
        }
    }
}
