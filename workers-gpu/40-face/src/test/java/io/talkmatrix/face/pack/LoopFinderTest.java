package io.talkmatrix.face.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.PaintedFace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopFinderTest {

    @Test
    void aMotionThatRepeatsIsLoopedOverItsPeriod() {
        List<Landmarks> frames = IntStream.range(0, 130)
                .mapToObj(i -> at(20 * Math.sin(2 * Math.PI * i / 60)))
                .toList();
        int[] order = LoopFinder.order(frames);
        assertThat(order.length % 60).isZero();
        for (int k = 0; k < order.length; k++) {
            double step = frames.get(order[k]).x(1)
                    - frames.get(order[(k + 1) % order.length]).x(1);
            assertThat(Math.abs(step)).as("step %d", k).isLessThan(2.5);
        }
    }

    @Test
    void aMotionThatNeverComesBackGoesThereAndBack() {
        List<Landmarks> frames = IntStream.range(0, 80).mapToObj(i -> at(i)).toList();
        int[] order = LoopFinder.order(frames);
        assertThat(order).hasSize(158);
        for (int k = 0; k < order.length; k++) {
            assertThat(Math.abs(order[k] - order[(k + 1) % order.length])).isEqualTo(1);
        }
    }

    private static Landmarks at(double right) {
        return PaintedFace.landmarks().moved(-right, 0, 1);
    }
}
