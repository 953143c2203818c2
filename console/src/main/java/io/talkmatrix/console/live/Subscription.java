package io.talkmatrix.console.live;

/** A viewer's seat. Closing it twice, or after the viewer was dropped, does nothing. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
