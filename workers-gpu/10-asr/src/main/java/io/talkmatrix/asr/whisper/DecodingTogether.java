package io.talkmatrix.asr.whisper;

import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.batch.BatchScheduler;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Decodings of all rooms side by side: on a free CPU one runs alone and at once; those that come while all are busy run
 * as rows of one batch, which costs less from four on (docs/decisions/0017). Safe for use from any thread.
 */
final class DecodingTogether implements AutoCloseable {

    private static final int MOST_ROWS = 8;
    /** Audio of about equal length runs together, so that little is computed for padding. */
    private static final int LENGTH_CLASS = 128;

    private record Decoding(WhisperDecoder state, Words words, Cancellation cancellation) {}

    private final OnnxModel model;
    private final int layers;
    private final WhisperVocabulary vocabulary;
    private final BatchScheduler<Decoding, Boolean> scheduler;

    /** @param lanes how many batches are decoded at a time */
    DecodingTogether(String name, int lanes, OnnxModel model, int layers, WhisperVocabulary vocabulary) {
        this.model = model;
        this.layers = layers;
        this.vocabulary = vocabulary;
        scheduler = new BatchScheduler<>(name, BatchSettings.withoutWaiting(MOST_ROWS), lanes, this::decode);
    }

    /**
     * Goes on until the words end.
     *
     * @throws CancelledException the turn was cut meanwhile, or the caller interrupted
     */
    void goOn(WhisperDecoder state, Words words, Cancellation cancellation) {
        try {
            scheduler.run(
                    Thread.currentThread().getName(), // a room is worked on by one thread at a time
                    state.audioMask().length / LENGTH_CLASS,
                    new Decoding(state, words, cancellation),
                    cancellation::cancelled);
        } catch (CancellationException e) {
            throw new CancelledException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
        cancellation.check();
    }

    BatchScheduler.Stats stats() {
        return scheduler.stats();
    }

    /** Decodings that have not begun. */
    int waiting() {
        return scheduler.waiting();
    }

    private List<Boolean> decode(List<Decoding> decodings) {
        if (decodings.size() == 1) {
            alone(decodings.get(0));
        } else {
            rows(decodings);
        }
        return decodings.stream().map(decoding -> true).toList();
    }

    private static void alone(Decoding decoding) {
        boolean more = true;
        while (more && !decoding.cancellation().cancelled()) {
            more = decoding.words().take(decoding.state().run(decoding.words().last()));
        }
    }

    private void rows(List<Decoding> decodings) {
        List<WhisperDecoder> states = decodings.stream().map(Decoding::state).toList();
        List<Decoding> open = new ArrayList<>(decodings);
        long[] tokens = new long[decodings.size()];
        try (RowsDecoder rows = new RowsDecoder(model, layers, vocabulary.size(), states)) {
            while (!open.isEmpty()) {
                for (int row = 0; row < tokens.length; row++) {
                    Decoding decoding = decodings.get(row);
                    tokens[row] = open.contains(decoding) ? decoding.words().last() : vocabulary.endOfText();
                }
                float[] logits = rows.run(tokens);
                for (int row = 0; row < tokens.length; row++) {
                    Decoding decoding = decodings.get(row);
                    int from = row * vocabulary.size();
                    if (open.contains(decoding)
                            && (!decoding.words().take(Arrays.copyOfRange(logits, from, from + vocabulary.size()))
                                    || decoding.cancellation().cancelled())) {
                        open.remove(decoding);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
