package io.talkmatrix.connect.events;

import java.io.IOException;
import java.lang.System.Logger.Level;

/** A feed that keeps a connection: when it ends, it is made again after a pause. */
final class ReconnectingFeed implements Feed {

    /** One connection. */
    interface Connection {

        /**
         * Follows the platform until the connection ends.
         *
         * @param well to be run once messages can come
         * @throws IOException why it ended
         */
        void follow(Runnable well) throws IOException, InterruptedException;
    }

    private static final System.Logger LOG = System.getLogger(ReconnectingFeed.class.getName());

    private final String name;
    private final Connection connection;
    private final Backoff backoff;
    private final Thread thread;
    private volatile String trouble = "is being connected";

    /** @param name for the log; holds no secret */
    ReconnectingFeed(String name, Connection connection, Backoff backoff) {
        this.name = name;
        this.connection = connection;
        this.backoff = backoff;
        thread = new Thread(this::run, "feed-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    connection.follow(this::well);
                    lost("the connection was closed");
                } catch (IOException | RuntimeException e) {
                    lost(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
                }
                Thread.sleep(backoff.nextMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void well() {
        backoff.calm();
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.log(Level.INFO, "{0} is connected", name);
        }
    }

    private void lost(String reason) {
        if (trouble.isEmpty() || trouble.startsWith("is being")) {
            LOG.log(Level.WARNING, "{0}: {1}; connecting again until it is back", name, reason);
        }
        trouble = reason;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
