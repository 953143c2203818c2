package io.talkmatrix.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LightingTest {

    private static final Lamps MORNING = Lamps.parse("key -60 10 #ff0000 1; fill 40 0 #000000 0; rim 150 0 #ffffff 1");
    private static final Lamps EVENING =
            Lamps.parse("key 60 30 #0000ff 0; fill 40 0 #000000 1; rim -150 0 #ffffff 1; brightness 0.5");

    @Test
    void betweenTwoMomentsLampsMoveAndChangeColourEvenly() {
        Lamps noon = day().at(.5).orElseThrow();
        assertThat(noon.key().azimuth()).isCloseTo(0, within(1e-9));
        assertThat(noon.key().elevation()).isCloseTo(20, within(1e-9));
        assertThat(noon.key().rgb()).isEqualTo(0x800080);
        assertThat(noon.brightness()).isCloseTo(.75, within(1e-9));
    }

    @Test
    void aLampGoesTheShortWayAround() {
        assertThat(Math.abs(day().at(.5).orElseThrow().rim().azimuth())).isCloseTo(180, within(1e-9));
    }

    @Test
    void overMidnightItGoesBackToTheFirstMoment() {
        assertThat(day().at(0).orElseThrow().brightness()).isCloseTo(.75, within(1e-9));
        assertThat(day().at(.25).orElseThrow()).isEqualTo(MORNING);
    }

    @Test
    void oneMomentHoldsAlways() {
        Lighting one = new Lighting("off", Map.of(700, MORNING), 0, false, 0, 86_400);
        assertThat(one.at(.1)).contains(MORNING);
        assertThat(one.at(.9)).contains(MORNING);
    }

    @Test
    void theDayFollowsTheRoomsClock() {
        Lighting beijing = new Lighting("day", Map.of(), 0, false, 480, 86_400);
        assertThat(beijing.dayShare(0)).isCloseTo(8 / 24.0, within(1e-9));
        assertThat(new Lighting("day", Map.of(), 0, false, 0, 100).dayShare(125_000))
                .isCloseTo(.25, within(1e-9));
    }

    @Test
    void everyPresetGoesThroughRoomsUnchanged() {
        for (String name : Lighting.names()) {
            Lighting lighting = Lighting.of(name);
            assertThat(Lighting.of(lighting.toMap())).isEqualTo(lighting);
            assertThat(lighting.at(.3).isPresent()).isEqualTo(!name.equals("off"));
        }
        assertThat(Lighting.OFF.toMap()).isEmpty();
        assertThat(Lighting.of(day().toMap())).isEqualTo(day());
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Lighting.of("sun")).hasMessageContaining("light.preset=sun");
        assertThatThrownBy(() -> Lighting.of(Map.of("soften", "2"))).hasMessageContaining("light.soften=2.0");
        assertThatThrownBy(() -> Lighting.of(Map.of("daySeconds", "x"))).hasMessageContaining("is no number");
        assertThatThrownBy(() -> Lighting.of(Map.of("12:00", "key")))
                .hasMessageContaining("key AZIMUTH ELEVATION #RRGGBB INTENSITY");
        assertThatThrownBy(() -> Lamps.parse("key 0 0 #ffffff 9; fill 0 0 #ffffff 0; rim 0 0 #ffffff 0"))
                .hasMessageContaining("intensity 9.0");
    }

    private static Lighting day() {
        return new Lighting("off", Map.of(360, MORNING, 1080, EVENING), 0, false, 0, 86_400);
    }
}
