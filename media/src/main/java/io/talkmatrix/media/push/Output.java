package io.talkmatrix.media.push;

/**
 * Where a stream's packets go: one connection, one folder, one file. Its first packet is a key picture. For one thread.
 */
public interface Output extends AutoCloseable {

    /** Opens outputs, again after each failure; safe for use from one thread at a time. */
    interface Opener {

        /** @throws io.talkmatrix.media.MediaException it cannot be opened now */
        Output open(Format format);
    }

    /**
     * May take as long as the network does, within the output's own deadline.
     *
     * @throws io.talkmatrix.media.MediaException the output is of no use any more: close it and open another
     */
    void write(Packet packet);

    /** Ends it in order, as far as that is possible; never throws. */
    @Override
    void close();
}
