package io.talkmatrix.standalone.workers;

import io.talkmatrix.standalone.workers.WorkerProcesses.Child;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A parent of two children, until it is killed; its output is their process ids. */
final class ParentMain {

    private ParentMain() {}

    public static void main(String[] args) throws InterruptedException {
        List<Child> children =
                List.of(new Child("a-0", 32, List.of("well")), new Child("a-1", 32, List.of("stubborn")));
        WorkerProcesses all = WorkerProcesses.start(WorkerProcessesTest.program(), children, System.err::println);
        all.awaitReady(Duration.ofSeconds(30));
        all.pids().values().forEach(System.out::println);
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
