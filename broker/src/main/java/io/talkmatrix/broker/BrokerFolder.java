package io.talkmatrix.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The data folder of a broker while this process holds it. {@code broker.lock} is locked as long as the owner lives
 * (the system lets go of it at {@code kill -9}); {@code broker.address} tells other processes where the owner listens.
 */
final class BrokerFolder implements AutoCloseable {

    private static final String LOCK = "broker.lock";
    private static final String ADDRESS = "broker.address";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private BrokerFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @throws BrokerException.FolderInUse if another owner lives
     * @throws BrokerException.DiskFull if the disk has less than {@code minFreeBytes} free
     */
    static BrokerFolder hold(Path path, long minFreeBytes) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            requireFree(folder, minFreeBytes);
            FileChannel channel = open(folder);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new BrokerException.FolderInUse("the data folder " + folder + " is in use by another process"
                        + address(folder).map(a -> " (Kafka at " + a + ")").orElse("")
                        + ": stop it, attach to it, or choose another folder");
            }
            Files.deleteIfExists(folder.resolve(ADDRESS));
            return new BrokerFolder(folder, channel, lock);
        } catch (IOException e) {
            throw new BrokerException("cannot use the data folder " + folder + ": " + e, e);
        }
    }

    /** Where the living owner of a folder listens, if there is one. */
    static Optional<String> addressOfOwner(Path folder) {
        if (!Files.exists(folder.resolve(LOCK))) {
            return Optional.empty();
        }
        try (FileChannel channel = open(folder)) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                lock.release();
                return Optional.empty();
            }
            return address(folder);
        } catch (IOException e) {
            throw new BrokerException("cannot look into the data folder " + folder + ": " + e, e);
        }
    }

    Path logs() {
        return folder.resolve("kafka");
    }

    /** Written whole and then moved, so that no reader sees half of it. */
    void publishAddress(String bootstrapServers) {
        Path draft = folder.resolve(ADDRESS + ".new");
        try {
            Files.writeString(draft, bootstrapServers, StandardCharsets.UTF_8);
            Files.move(draft, folder.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BrokerException("cannot write the broker's address into " + folder + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(ADDRESS));
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new BrokerException("cannot let go of the data folder " + folder + ": " + e, e);
        }
    }

    static void requireFree(Path folder, long minFreeBytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < minFreeBytes) {
            throw new BrokerException.DiskFull("the disk of the data folder " + folder + " has only " + (free >> 20)
                    + " MiB free, and at least " + (minFreeBytes >> 20)
                    + " MiB are wanted (broker.minFreeBytes): free some, or choose another folder");
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static Optional<String> address(Path folder) {
        try {
            return Optional.of(Files.readString(folder.resolve(ADDRESS), StandardCharsets.UTF_8)
                    .strip());
        } catch (IOException e) {
            return Optional.empty(); // the owner is just starting or stopping
        }
    }
}
