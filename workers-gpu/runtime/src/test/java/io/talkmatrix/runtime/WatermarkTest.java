package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.Watermark.Entry;
import io.talkmatrix.runtime.Watermark.Position;
import org.junit.jupiter.api.Test;

class WatermarkTest {

    private final Watermark watermark = new Watermark(10, 500, 0);

    @Test
    void positionStaysAtTheOldestOpenInput() {
        Entry first = watermark.read(10);
        Entry second = watermark.read(11);
        watermark.done(second);
        assertThat(watermark.position().next()).isEqualTo(10);
        watermark.done(first);

        assertThat(watermark.position().next()).isEqualTo(12);
    }

    @Test
    void inputsThatPredecessorsWorkedOnAreReadBackFromWhereTheirOutputBegins() {
        Watermark inherited = new Watermark(10, 500, 0, 12, 420);
        assertThat(inherited.position().outputOffset()).isEqualTo(420);
        Entry first = inherited.read(10);
        inherited.written(500);
        Entry second = inherited.read(11);
        inherited.read(12);
        inherited.done(first);
        assertThat(inherited.position()).isEqualTo(new Position(11, 420, 0));
        inherited.done(second);

        assertThat(inherited.position()).isEqualTo(new Position(12, 501, 0));
    }

    @Test
    void positionPassesOffsetsThatHoldNoRecord() {
        watermark.done(watermark.read(10));
        watermark.done(watermark.read(15));

        assertThat(watermark.position().next()).isEqualTo(16);
    }

    @Test
    void outputIsReadBackFromWhereItEndedWhenTheOldestOpenInputWasRead() {
        watermark.written(503);
        Entry first = watermark.read(10);
        watermark.written(504);
        watermark.read(11);
        watermark.written(505);
        assertThat(watermark.position()).isEqualTo(new Position(10, 504, 0));
        watermark.done(first);

        assertThat(watermark.position()).isEqualTo(new Position(11, 505, 0));
    }

    @Test
    void outputNeedNotBeReadBackWhenNoInputIsOpen() {
        Entry only = watermark.read(10);
        watermark.written(507);
        watermark.done(only);

        assertThat(watermark.position()).isEqualTo(new Position(11, 508, 0));
        assertThat(watermark.openInputs()).isZero();
    }

    @Test
    void acknowledgementsInAnyOrderOnlyMoveTheOutputOn() {
        watermark.written(520);
        watermark.written(510);

        assertThat(watermark.position()).isEqualTo(new Position(10, 521, 0));
    }

    @Test
    void aSuccessorHearsWhoWasHeardWhenTheOldestOpenInputWasRead() {
        watermark.fence(3);
        Entry beforeTheMarker = watermark.read(10);
        watermark.fence(4);
        watermark.read(11);
        assertThat(watermark.position().fence()).isEqualTo(3);
        watermark.done(beforeTheMarker);

        assertThat(watermark.position().fence()).isEqualTo(4);
        assertThat(watermark.fenced(3)).isTrue();
        assertThat(watermark.fenced(4)).isFalse();
    }
}
