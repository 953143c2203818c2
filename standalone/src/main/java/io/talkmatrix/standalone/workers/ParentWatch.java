package io.talkmatrix.standalone.workers;

import io.talkmatrix.standalone.ops.ProcessEnd;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a child does about its parent: the end of its standard input means that the parent stopped it or died. It then stops
 * in order and, since its broker may be gone as well, ends after a while in any case.
 */
public final class ParentWatch {

    private static final System.Logger LOG = System.getLogger(ParentWatch.class.getName());
    private static final Duration STOP = Duration.ofSeconds(6);
    private static final int GIVEN_UP = 143;

    private ParentWatch() {}

    /** @param command interrupted when the parent is gone */
    public static void start(InputStream input, Thread command) {
        Thread watch = new Thread(() -> watch(input, command), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(InputStream input, Thread command) {
        try {
            awaitEnd(input);
            command.interrupt();
            command.join(STOP.toMillis());
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessEnd.now(GIVEN_UP);
    }

    private static void awaitEnd(InputStream input) {
        byte[] anything = new byte[256];
        try {
            int read = input.read(anything);
            while (read >= 0) {
                read = input.read(anything);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the parent's pipe broke, which is as good as its end", e);
        }
    }
}
