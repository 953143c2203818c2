package io.talkmatrix.connect.events;

/** Brings messages into an {@link Inbox}, on threads of its own, until it is closed. */
interface Feed extends AutoCloseable {

    /** Why nothing comes at this moment; empty if all is well. */
    String trouble();

    @Override
    void close();
}
