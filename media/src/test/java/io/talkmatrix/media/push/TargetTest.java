package io.talkmatrix.media.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.live.BlankPack;
import io.talkmatrix.media.live.LivePlayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TargetTest {

    private final LivePlayout playout = new LivePlayout(BlankPack.make(64, 64, 25), 480);
    private final PushStream stream = new PushStream();
    private final List<Packet> written = Collections.synchronizedList(new ArrayList<>());
    private long tick;

    @AfterEach
    void close() {
        stream.close();
    }

    /** What an idle room sends in so many seconds more. */
    private List<Packet> idle(int seconds) {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i <= seconds * 50; i++) {
            packets.addAll(stream.add(playout.tick(tick++ * 20_000_000L)));
        }
        return packets;
    }

    /** An output that does something before each packet. */
    private Output.Opener opener(Runnable before) {
        return format -> new Output() {
            @Override
            public void write(Packet packet) {
                before.run();
                written.add(packet);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static Target target(Output.Opener opener) {
        return new Target("test", 64, 64, opener, System::nanoTime);
    }

    private List<Packet.Picture> pictures() {
        synchronized (written) {
            return written.stream()
                    .filter(Packet.Picture.class::isInstance)
                    .map(Packet.Picture.class::cast)
                    .toList();
        }
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void whoeverOffersNeverWaitsForATargetThatHangs() throws InterruptedException {
        CountDownLatch hang = new CountDownLatch(1);
        Target target = target(opener(() -> awaitUnchecked(hang)));
        target.offer(idle(1));
        await(() -> target.status().state() == Target.State.SENDING);
        for (int i = 0; i < 20; i++) {
            target.offer(idle(1));
        }
        assertThat(target.status().dropped()).isPositive();
        hang.countDown();
        await(() -> {
            target.offer(idle(1));
            return pictures().size() > 60;
        });
        target.close();
        List<Packet.Picture> seen = pictures();
        for (int i = 1; i < seen.size(); i++) {
            boolean follows = seen.get(i).number() == seen.get(i - 1).number() + 1;
            assertThat(follows || seen.get(i).key())
                    .as("picture %d of %d", i, seen.size())
                    .isTrue();
        }
    }

    @Test
    void timesNeverGoBackHoweverOftenItIsConnectedAgain() throws InterruptedException {
        int[] calls = {0};
        Target target = target(opener(() -> {
            if (++calls[0] % 30 == 0) {
                throw new MediaException("the connection broke");
            }
        }));
        await(() -> {
            target.offer(idle(1));
            return target.status().connections() > 3;
        });
        target.close();
        assertThat(pictures()).isSortedAccordingTo(Comparator.comparingLong(Packet.Picture::number));
        assertThat(pictures()).doesNotHaveDuplicates();
    }

    @Test
    void anErrorThatQuotesAnAddressIsNotPassedOn() throws InterruptedException {
        Target target = target(format -> {
            throw new IllegalStateException("rtmp://host/app/secret-key");
        });
        target.offer(idle(1));
        await(() -> target.status().trouble().contains("IllegalStateException"));
        assertThat(target.status().trouble()).doesNotContain("secret-key");
        target.close();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
