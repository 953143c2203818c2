package io.talkmatrix.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;

/**
 * The sessions of one model: on its device and, while that is lost and the settings allow it, on the CPU. The run in which
 * the device is lost is done again on the CPU, so its caller notices nothing but the time. The CPU's session is made then,
 * not before, and kept: a device that was lost once may be lost again. Safe for use from any thread.
 */
final class ModelSessions implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ModelSessions.class.getName());
    private static final long OPENING_MILLIS = 300_000;

    private final String name;
    private final Device wanted;
    private final boolean mayUseCpu;
    private final NativeSession.Source source;
    private final DeviceLadder ladder;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private NativeSession onDevice; // guarded by use, as all below
    private NativeSession onCpu;
    private Thread opening;
    private volatile boolean closed;

    private ModelSessions(
            String name, Device wanted, boolean mayUseCpu, NativeSession.Source source, LongSupplier nanoTime) {
        this.name = name;
        this.wanted = wanted;
        this.mayUseCpu = mayUseCpu && wanted.kind() != Device.Kind.CPU;
        this.source = source;
        this.ladder = new DeviceLadder(nanoTime);
    }

    /**
     * @param mayUseCpu whether the CPU takes the place of a device that is lost or not there
     * @param nanoTime like {@link System#nanoTime}
     * @throws DeviceUnavailableException the device cannot be used and nothing may take its place
     * @throws OrtException the model cannot be loaded
     */
    static ModelSessions open(
            String name, Device wanted, boolean mayUseCpu, NativeSession.Source source, LongSupplier nanoTime)
            throws OrtException {
        ModelSessions sessions = new ModelSessions(name, wanted, mayUseCpu, source, nanoTime);
        try {
            sessions.onDevice = source.open(wanted);
        } catch (DeviceUnavailableException e) {
            if (!sessions.mayUseCpu) {
                throw e;
            }
            sessions.beginOnCpu(e.reason());
        } catch (OrtException e) {
            if (!DeviceFailure.is(wanted, e)) {
                throw e;
            }
            if (!sessions.mayUseCpu) {
                throw new DeviceUnavailableException(wanted, e.getMessage(), e);
            }
            sessions.beginOnCpu(DeviceFailure.reason(e));
        }
        return sessions;
    }

    private void beginOnCpu(String reason) throws OrtException {
        onCpu = source.open(Device.CPU);
        lost(reason);
    }

    /** Whichever session there is: what a model takes and gives is the same on all devices. */
    NativeSession any() {
        use.readLock().lock();
        try {
            return onDevice != null ? onDevice : onCpu;
        } finally {
            use.readLock().unlock();
        }
    }

    /** Where it runs now. */
    Device device() {
        return ladder.reason().isEmpty() ? wanted : Device.CPU;
    }

    /** Why it does not run where it was told; empty if it does. */
    Optional<Lost> lost() {
        String reason = ladder.reason();
        return reason.isEmpty() || closed ? Optional.empty() : Optional.of(new Lost(wanted, reason));
    }

    /** A device that is not used, and why. */
    record Lost(Device device, String reason) {

        /** @param models whose device it is, in words */
        String of(String models) {
            return models + " on the CPU instead of " + device + ": " + reason;
        }
    }

    boolean closed() {
        return closed;
    }

    OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) throws OrtException {
        if (ladder.opensNow()) {
            openAgain();
        }
        while (true) {
            LostDevice lost;
            use.readLock().lock();
            try {
                if (closed) {
                    throw new InferenceException("model " + name + " is released");
                }
                return switch (ladder.next()) {
                    case CPU -> onCpu.run(inputs, outputs);
                    case DEVICE -> runOnDevice(inputs, outputs);
                    case TRIAL -> tryDevice(inputs, outputs);
                };
            } catch (LostDevice e) {
                lost = e;
            } finally {
                use.readLock().unlock();
            }
            giveUpDevice(lost);
        }
    }

    private OrtSession.Result runOnDevice(Map<String, OnnxTensor> inputs, Set<String> outputs)
            throws OrtException, LostDevice {
        try {
            return onDevice.run(inputs, outputs);
        } catch (OrtException e) {
            if (mayUseCpu && DeviceFailure.is(wanted, e)) {
                throw new LostDevice(onDevice, e);
            }
            throw e;
        }
    }

    private OrtSession.Result tryDevice(Map<String, OnnxTensor> inputs, Set<String> outputs)
            throws OrtException, LostDevice {
        boolean known = false;
        try {
            OrtSession.Result result = runOnDevice(inputs, outputs);
            known = true;
            ladder.trialSucceeded();
            LOG.log(Level.INFO, "{0} runs on {1} again", name, wanted);
            return result;
        } catch (LostDevice e) {
            known = true;
            ladder.trialFailed(DeviceFailure.reason(e.getCause()));
            throw e;
        } finally {
            if (!known) {
                ladder.trialAbandoned();
            }
        }
    }

    /** The session that failed, so that of several runs that failed with it the first alone gives it up. */
    private static final class LostDevice extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient NativeSession session;

        LostDevice(NativeSession session, OrtException cause) {
            super(cause);
            this.session = session;
        }
    }

    private void giveUpDevice(LostDevice lost) throws OrtException {
        use.writeLock().lock();
        try {
            if (closed || onDevice != lost.session) {
                return;
            }
            if (onCpu == null) {
                onCpu = source.open(Device.CPU);
            }
            lost(DeviceFailure.reason(lost.getCause()));
            onDevice = null;
            release(lost.session);
        } catch (OrtException | InferenceException e) {
            e.addSuppressed(lost.getCause());
            throw e;
        } finally {
            use.writeLock().unlock();
        }
    }

    private void lost(String reason) {
        ladder.lost(reason);
        LOG.log(Level.WARNING, new Lost(wanted, reason).of(name + " runs"));
    }

    private void openAgain() {
        use.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            opening = new Thread(this::openDevice, "open-" + wanted);
            opening.setDaemon(true);
            opening.start();
        } finally {
            use.writeLock().unlock();
        }
    }

    private void openDevice() {
        NativeSession opened;
        try {
            source.forgetFailures(wanted);
            opened = source.open(wanted);
        } catch (OrtException | RuntimeException e) {
            LOG.log(Level.DEBUG, "{0}: {1} cannot be used yet: {2}", name, wanted, e.getMessage());
            ladder.notOpened(e instanceof DeviceUnavailableException known ? known.reason() : DeviceFailure.reason(e));
            return;
        }
        use.writeLock().lock();
        try {
            if (closed) {
                release(opened);
                return;
            }
            onDevice = opened;
            ladder.opened();
        } finally {
            use.writeLock().unlock();
        }
    }

    /** A device that is lost may fail at this, too. */
    private void release(NativeSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            LOG.log(Level.WARNING, "{0}: the session on {1} could not be released: {2}", name, wanted, e.getMessage());
        }
    }

    /**
     * Waits for the runs that are going on, and for a device that is being opened; harmless if called twice.
     *
     * @throws OrtException a session could not be released
     */
    @Override
    public void close() throws OrtException {
        Thread stillOpening;
        use.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            stillOpening = opening;
            if (onCpu != null) {
                onCpu.close();
            }
            if (onDevice != null) {
                onDevice.close();
            }
        } finally {
            use.writeLock().unlock();
        }
        if (stillOpening != null) {
            outwait(stillOpening);
        }
    }

    /** A process that ends while a native session is being made crashes. */
    private static void outwait(Thread opening) {
        try {
            opening.join(OPENING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
