package io.talkmatrix.inference.models;

import io.talkmatrix.inference.ModelMissingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets one process, and within it one thread, work on a model's folder at a time. */
final class ModelLock implements AutoCloseable {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final FileChannel channel;

    private ModelLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock, telling once that it waits. */
    static ModelLock take(Path cache, String model, Duration patience, PullProgress progress) throws IOException {
        Path file = Files.createDirectories(cache.resolve(".locks")).resolve(model + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            boolean told = false;
            while (!tryLock(channel)) {
                if (System.nanoTime() > deadline) {
                    throw new ModelMissingException(
                            "model " + model + " is being pulled by another process since more than "
                                    + patience.toSeconds() + " s (lock " + file + ")");
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new ModelMissingException("interrupted while another process pulls model " + model);
                }
                if (!told) {
                    progress.step(model, "waiting for another process that pulls it");
                    told = true;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
            taken = true;
            return new ModelLock(channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process holds it.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
