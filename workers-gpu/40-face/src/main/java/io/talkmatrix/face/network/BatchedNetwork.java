package io.talkmatrix.face.network;

import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.batch.BatchScheduler;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.StageFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * A loaded network with one output, shared by rooms: the frames of a request run together, and with the requests of other
 * rooms that wait meanwhile, as many in a run as are allowed; one, where the graph was exported for one frame at a time. Safe
 * for use from any thread.
 */
public final class BatchedNetwork implements AutoCloseable {

    /**
     * An input or the output.
     *
     * @param element its shape, without the batch
     */
    public record Port(String name, List<Integer> element) {

        public Port {
            element = List.copyOf(element);
        }

        /** Numbers of a frame. */
        public int size() {
            return element.stream().reduce(1, Math::multiplyExact);
        }

        private long[] shape(int count) {
            long[] shape = new long[element.size() + 1];
            shape[0] = count;
            for (int i = 0; i < element.size(); i++) {
                shape[i + 1] = element.get(i);
            }
            return shape;
        }
    }

    private record Request(int count, List<float[]> inputs) {}

    private final OnnxModel model;
    private final List<Port> inputs;
    private final Port output;
    private final int most;
    private final BatchScheduler<Request, float[]> scheduler;

    /**
     * @param model closed with the network, also if it is refused
     * @param most frames in one run, at least 1
     * @param settings how requests wait for one another
     * @param lanes runs at a time
     * @throws InferenceException the model does not take and give this; the message says what was expected
     */
    public BatchedNetwork(
            OnnxModel model, List<Port> inputs, Port output, int most, BatchSettings settings, int lanes) {
        this.model = model;
        this.inputs = List.copyOf(inputs);
        this.output = output;
        try {
            this.most = inputs.stream().anyMatch(this::takesOne) ? 1 : most;
            if (!model.outputs().contains(output.name())) {
                throw new InferenceException(
                        "model " + model.name() + " gives " + model.outputs() + ", expected " + output);
            }
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        scheduler = new BatchScheduler<>(model.name(), settings, lanes, this::run);
    }

    private boolean takesOne(Port port) {
        long[] shape = model.inputShape(port.name());
        long[] expected = port.shape((int) shape[0]);
        if (!Arrays.equals(shape, expected) || shape[0] != -1 && shape[0] != 1) {
            throw new InferenceException("model " + model.name() + " takes " + port.name() + " as "
                    + Arrays.toString(shape) + ", expected any batch, or 1, of " + port.element());
        }
        return shape[0] == 1;
    }

    /** Where it runs. */
    public String device() {
        return model.device();
    }

    /** What was run so far. */
    public BatchScheduler.Stats stats() {
        return scheduler.stats();
    }

    /**
     * Runs frames of a room.
     *
     * @param room whose they are: rooms take turns
     * @param count frames
     * @param values for each input, in their order, the frames one after the other; may be longer
     * @return the output, {@code count} frames
     * @throws CancelledException cancelled before it began
     * @throws StageFailedException the run failed
     */
    public float[] run(String room, int count, List<float[]> values, Cancellation cancellation)
            throws InterruptedException {
        try {
            return scheduler.run(room, output, new Request(count, values), cancellation::cancelled);
        } catch (CancellationException e) {
            throw new CancelledException();
        } catch (InferenceException e) {
            throw new StageFailedException(e.getMessage(), e);
        }
    }

    private List<float[]> run(List<Request> requests) {
        int total = requests.stream().mapToInt(Request::count).sum();
        List<float[]> joined = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            joined.add(joined(requests, i, total));
        }
        float[] drawn = new float[total * output.size()];
        for (int first = 0; first < total; first += most) {
            run(joined, first, Math.min(most, total - first), drawn);
        }
        List<float[]> results = new ArrayList<>();
        int from = 0;
        for (Request request : requests) {
            int to = from + request.count() * output.size();
            results.add(Arrays.copyOfRange(drawn, from, to));
            from = to;
        }
        return results;
    }

    private float[] joined(List<Request> requests, int input, int total) {
        int size = inputs.get(input).size();
        float[] joined = new float[total * size];
        int at = 0;
        for (Request request : requests) {
            System.arraycopy(request.inputs().get(input), 0, joined, at, request.count() * size);
            at += request.count() * size;
        }
        return joined;
    }

    private void run(List<float[]> values, int first, int count, float[] drawn) {
        Map<String, Tensor> tensors = new HashMap<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                Port port = inputs.get(i);
                float[] part = Arrays.copyOfRange(values.get(i), first * port.size(), (first + count) * port.size());
                tensors.put(port.name(), Tensor.ofFloats(part, port.shape(count)));
            }
            try (Outputs outputs = model.run(tensors)) {
                float[] made = outputs.get(output.name()).floats();
                if (made.length != count * output.size()) {
                    throw new InferenceException("model " + model.name() + " gave " + made.length + " numbers for "
                            + count + " frames, expected " + count * output.size());
                }
                System.arraycopy(made, 0, drawn, first * output.size(), made.length);
            }
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    @Override
    public void close() {
        scheduler.close();
        model.close();
    }
}
