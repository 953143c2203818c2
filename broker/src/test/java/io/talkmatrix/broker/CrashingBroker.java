package io.talkmatrix.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that serves a folder and waits to be killed. Prints its address when the records are acknowledged. */
final class CrashingBroker {

    private CrashingBroker() {}

    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker =
                EmbeddedBroker.start(BrokerSettings.defaults(Path.of(args[0])).withMinFreeBytes(0));
        Records.createTopic(broker.bootstrapServers());
        Records.write(broker.bootstrapServers(), 0, Integer.parseInt(args[1]));
        System.out.println("READY " + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }
}
