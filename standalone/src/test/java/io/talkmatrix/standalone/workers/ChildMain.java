package io.talkmatrix.standalone.workers;

import java.util.concurrent.CountDownLatch;

/** A child that only waits: {@code well} says ready and stops in order, {@code ends} ends by itself with code 3. */
final class ChildMain {

    private ChildMain() {}

    public static void main(String[] args) throws InterruptedException {
        ParentWatch.start(System.in, Thread.currentThread());
        System.err.println("pid " + ProcessHandle.current().pid());
        if (args[0].equals("ends")) {
            System.exit(3);
        }
        System.out.println(WorkerProcesses.READY + args[0]);
        System.out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            if (args[0].equals("stubborn")) {
                new CountDownLatch(1).await();
            }
            System.out.println("stopped in order");
            System.out.flush();
        }
        System.exit(0);
    }
}
