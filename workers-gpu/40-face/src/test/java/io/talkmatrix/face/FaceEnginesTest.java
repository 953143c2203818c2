package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceEnginesTest {

    private final List<String> loaded = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private String missing = "net";

    @Test
    void aRoomThatNamesNoEngineHasTheUsualOne() {
        assertThat(name(engines(Optional.empty()).choose(Room.of("a")))).isEqualTo("warp");
        assertThat(loaded).containsExactly("warp");
    }

    @Test
    void anEngineIsLoadedOnceWhenARoomFirstAsksForIt() {
        missing = "";
        FaceEngines engines = engines(Optional.empty());
        engines.choose(asking("net"));
        engines.choose(asking("net"));
        assertThat(loaded).containsExactly("net");
        engines.close();
        assertThat(closed).containsExactly("net");
    }

    @Test
    void anEngineThatCannotBeLoadedFailsTheRoomWithTheReason() {
        FaceEngines engines = engines(Optional.empty());
        assertThatThrownBy(() -> engines.choose(asking("net")))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("engine net: no weights, run x");
        assertThat(name(engines.choose(Room.of("b")))).isEqualTo("warp");
    }

    @Test
    void onlyANamedFallbackTakesItsPlaceAndSaysSo() {
        FaceEngines.Choice choice = engines(Optional.of("warp")).choose(asking("net"));
        assertThat(name(choice)).isEqualTo("warp");
        assertThat(choice.degraded()).isEqualTo("warp draws instead of net: no weights, run x");
    }

    @Test
    void whatCouldNotBeLoadedIsTriedAgainWhenARoomIsMadeReadyOnly() {
        FaceEngines engines = engines(Optional.of("warp"));
        engines.prepare(asking("net"));
        missing = "";
        assertThat(engines.choose(asking("net")).degraded()).isNotEmpty();
        assertThat(engines.prepare(asking("net")).degraded()).isEmpty();
        assertThat(name(engines.choose(asking("net")))).isEqualTo("net");
    }

    @Test
    void anEngineThatThereIsNotIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> engines(Optional.of("warp")).choose(asking("magic")))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("magic")
                .hasMessageContaining("[net, warp]");
    }

    private FaceEngines engines(Optional<String> fallback) {
        return new FaceEngines(
                Map.of("warp", () -> load("warp"), "net", () -> load("net")),
                "warp",
                fallback,
                engine -> new AvatarLibrary(engine, name -> PaintedFace.source(), Runnable::run, 1));
    }

    private FaceEngine load(String name) {
        if (name.equals(missing)) {
            throw new EngineUnavailableException("no weights, run x", null);
        }
        loaded.add(name);
        return new NamedEngine(name, closed);
    }

    private static String name(FaceEngines.Choice choice) {
        return choice.engine().info().engine();
    }

    static Room asking(String engine) {
        Room room = Room.of("room");
        return room.toBuilder().engines(Map.of("face", engine)).build();
    }

    /** Draws nothing. */
    private record NamedEngine(String name, List<String> closed) implements FaceEngine {
        @Override
        public EngineInfo info() {
            return new EngineInfo(name, "", "cpu", "");
        }

        @Override
        public Avatar load(AvatarSource source) {
            throw new PortraitException("nothing is loaded here");
        }

        @Override
        public FaceSession open(Avatar avatar, Liveliness liveliness) {
            throw new IllegalStateException("nothing is opened here");
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}
