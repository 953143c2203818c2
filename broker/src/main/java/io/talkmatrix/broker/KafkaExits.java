package io.talkmatrix.broker;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka ends the process when it cannot go on (a full or broken disk, a fault in the controller). Inside a larger process
 * that would make everything vanish without a word, so here the exit becomes a call of the listener, and the thread that
 * wanted to exit ends. Kafka has one exit procedure for the process, so only one broker at a time can be listened to.
 */
final class KafkaExits implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KafkaExits.class.getName());

    private final Consumer<BrokerException> listener;
    private final BrokerDisk disk;
    private volatile BrokerException failure;

    private KafkaExits(Consumer<BrokerException> listener, BrokerDisk disk) {
        this.listener = listener;
        this.disk = disk;
    }

    /** Looks why Kafka may have given up. */
    interface BrokerDisk {
        Optional<BrokerException> trouble();
    }

    static KafkaExits install(BrokerDisk disk, Consumer<BrokerException> listener) {
        KafkaExits exits = new KafkaExits(listener, disk);
        Exit.setExitProcedure(exits::given);
        Exit.setHaltProcedure(exits::given);
        return exits;
    }

    Optional<BrokerException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }

    private void given(int status, String message) {
        boolean first;
        synchronized (this) {
            first = failure == null;
            if (first) {
                String why = message == null ? "" : ": " + message;
                failure = disk.trouble()
                        .orElseGet(() -> new BrokerException("the Kafka broker gave up (status " + status + ")" + why
                                + "; see its log for the cause"));
            }
        }
        if (first) {
            LOG.log(System.Logger.Level.ERROR, failure.getMessage());
            listener.accept(failure);
        }
        throw new ThreadStop(failure);
    }

    /** Kafka counts on its exit call never to return. */
    private static final class ThreadStop extends Error {

        private static final long serialVersionUID = 1L;

        private ThreadStop(BrokerException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
