package io.talkmatrix.asr.whisper;

import io.talkmatrix.asr.AsrEngine;
import io.talkmatrix.asr.Piece;
import io.talkmatrix.asr.Transcript;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Whisper (Radford et al. 2022, arXiv:2212.04356) by greedy decoding without timestamps. One decoder run after {@code
 * <|startoftranscript|>} tells both whether anybody speaks and the language.
 */
public final class WhisperEngine implements AsrEngine {

    private static final int MELS = 80;
    private static final float NO_SPEECH = 0.6f;
    private static final int WARM_UP_SAMPLES = 16_000;
    private static final int WARM_UP_TOKENS = 4;

    /** As if this had been said before: Whisper then writes simplified characters with punctuation, and hears better. */
    private static final Map<String, String> SAID_BEFORE = Map.of("zh", " 以下是普通话的句子。");

    private final String modelId;
    private final String precision;
    private final OnnxModel encoder;
    private final OnnxModel decoder;
    private final WhisperVocabulary vocabulary;
    private final DecodingRules rules;
    private final int layers;
    private final DecodingTogether together;
    private final int startOfTranscript;
    private final int noSpeech;
    private final Map<String, long[]> leadIns = new HashMap<>();

    /**
     * @param model id of the catalogue, for example {@code whisper-base}
     * @param threads intra-op threads of encoder and decoder
     */
    public WhisperEngine(Inference inference, Models models, String model, int threads) {
        this(inference, models.folder(model), model, "int8", threads);
    }

    /** From a folder with {@code encoder.onnx}, {@code decoder.onnx}, {@code vocabulary.txt} and {@code config.json}. */
    public WhisperEngine(Inference inference, Path folder, String model, String precision, int threads) {
        this(inference, folder, model, precision, threads, Runtime.getRuntime().availableProcessors());
    }

    /** @param lanes how many decodings, or batches of them, run at a time */
    WhisperEngine(Inference inference, Path folder, String model, String precision, int threads, int lanes) {
        modelId = model;
        this.precision = precision;
        vocabulary = WhisperVocabulary.read(folder.resolve("vocabulary.txt"));
        rules = DecodingRules.read(folder.resolve("config.json"), vocabulary);
        startOfTranscript = vocabulary.special("<|startoftranscript|>");
        noSpeech = vocabulary.special("<|nocaptions|>");
        encoder = inference.load(folder.resolve("encoder.onnx"), Inference.Options.threads(threads));
        decoder = inference.load(folder.resolve("decoder.onnx"), Inference.Options.threads(threads));
        layers = (int)
                decoder.inputs().stream().filter(name -> name.startsWith("pk")).count();
        together = new DecodingTogether(modelId, lanes, decoder, layers, vocabulary);
        if (vocabulary.multilingual()) {
            SAID_BEFORE.forEach((language, text) -> leadIns.put(language, leadIn(text)));
        }
    }

    private long[] leadIn(String text) {
        return LongStream.concat(
                        LongStream.concat(
                                LongStream.of(vocabulary.special("<|startofprev|>")),
                                vocabulary.ids(text).stream().mapToLong(Integer::longValue)),
                        LongStream.of(startOfTranscript))
                .toArray();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("whisper-onnx", modelId, encoder.device(), precision);
    }

    @Override
    public int maxSamples() {
        return AudioContext.WINDOW * AudioContext.SAMPLES_PER_FRAME;
    }

    /**
     * Runs both graphs on a second of silence, whatever they make of it, and throws it away: the first run of a graph
     * plans its memory and takes several times longer than the next.
     */
    public void warmUp() {
        float[] silence = new float[WARM_UP_SAMPLES];
        try (Encoded encoded = new Encoded(silence, AudioContext.sparse(silence.length));
                WhisperDecoder decoding = encoded.decoder()) {
            float[] logits = decoding.run(startOfTranscript);
            for (int i = 0; i < WARM_UP_TOKENS; i++) {
                logits = decoding.run(rules.choose(logits, i == 0).token());
            }
        }
    }

    @Override
    public Transcript transcribe(
            float[] samples, List<String> languages, List<Piece> beginning, Cancellation cancellation) {
        if (samples.length > maxSamples()) {
            throw new IllegalArgumentException(
                    "at most " + maxSamples() + " samples can be recognised at once, got " + samples.length);
        }
        Map<String, Integer> wanted = languageTokens(languages);
        List<Integer> begun =
                beginning.stream().flatMap(piece -> piece.tokens().stream()).toList();
        Heard heard = decode(samples, AudioContext.sparse(samples.length), wanted, begun, cancellation);
        if (heard.runaway()) {
            heard = decode(samples, AudioContext.full(), wanted, begun, cancellation);
        }
        return new Transcript(
                vocabulary.pieces(heard.tokens()),
                heard.language(),
                heard.languageProbability(),
                heard.noSpeech(),
                heard.averageLogProbability());
    }

    private record Heard(
            List<Integer> tokens,
            String language,
            float languageProbability,
            float noSpeech,
            float averageLogProbability,
            boolean runaway) {}

    private Heard decode(
            float[] samples,
            AudioContext context,
            Map<String, Integer> wanted,
            List<Integer> begun,
            Cancellation cancellation) {
        try (Encoded encoded = new Encoded(samples, context);
                WhisperDecoder decoding = encoded.decoder()) {
            cancellation.check();
            float[] logits = decoding.run(startOfTranscript);
            float silence = Softmax.share(logits, noSpeech);
            Language language = language(logits, wanted);
            if (silence > NO_SPEECH && begun.isEmpty()) {
                return new Heard(List.of(), language.tag(), language.share(), silence, 0, false);
            }
            long[] prompt = prompt(wanted.get(language.tag()), begun);
            long[] leadIn = leadIns.get(language.tag());
            if (leadIn == null) {
                logits = decoding.run(prompt);
                return words(decoding, logits, begun, samples.length, language, silence, cancellation);
            }
            try (WhisperDecoder led = encoded.decoder()) {
                logits = led.run(LongStream.concat(LongStream.of(leadIn), LongStream.of(prompt))
                        .toArray());
                return words(led, logits, begun, samples.length, language, silence, cancellation);
            }
        }
    }

    /** The encoder's outputs for one stretch of audio, and what must live as long as they do. */
    private final class Encoded implements AutoCloseable {

        private final Tensor mask;
        private final Outputs outputs;

        Encoded(float[] samples, AudioContext context) {
            int length = context.frames().length;
            float[] mel = new LogMel(MELS).extract(samples, context.melFrames());
            mask = Tensor.ofFloats(context.mask(), 1, 1, 1, length);
            try (Tensor melTensor = Tensor.ofFloats(mel, 1, MELS, context.melFrames());
                    Tensor frames = Tensor.ofLongs(context.frames(), length);
                    Tensor positions = Tensor.ofLongs(context.positions(), length)) {
                outputs = encoder.run(
                        Map.of("mel", melTensor, "frame_idx", frames, "pos_idx", positions, "audio_mask", mask));
            } catch (RuntimeException e) {
                mask.close();
                throw e;
            }
        }

        WhisperDecoder decoder() {
            return new WhisperDecoder(decoder, layers, vocabulary.size(), outputs, mask);
        }

        @Override
        public void close() {
            outputs.close();
            mask.close();
        }
    }

    private Heard words(
            WhisperDecoder decoding,
            float[] prompted,
            List<Integer> begun,
            int samples,
            Language language,
            float silence,
            Cancellation cancellation) {
        Words words = new Words(rules, vocabulary.endOfText(), begun, samples);
        if (words.take(prompted)) {
            together.goOn(decoding, words, cancellation);
        }
        return new Heard(
                words.tokens(),
                language.tag(),
                language.share(),
                silence,
                words.averageLogProbability(),
                words.runaway());
    }

    DecodingTogether together() {
        return together;
    }

    private record Language(String tag, float share) {}

    private static Language language(float[] logits, Map<String, Integer> wanted) {
        String best = "";
        float[] values = new float[wanted.size()];
        int bestIndex = 0;
        int i = 0;
        for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
            values[i] = wanted.size() == 1 ? 0 : logits[entry.getValue()];
            if (i == 0 || values[i] > values[bestIndex]) {
                best = entry.getKey();
                bestIndex = i;
            }
            i++;
        }
        return new Language(best, Softmax.share(values, bestIndex));
    }

    /** An English-only model has no language and task tokens. */
    private long[] prompt(int language, List<Integer> begun) {
        int noTimestamps = vocabulary.special("<|notimestamps|>");
        LongStream task = vocabulary.multilingual()
                ? LongStream.of(language, vocabulary.special("<|transcribe|>"), noTimestamps)
                : LongStream.of(noTimestamps);
        return LongStream.concat(task, begun.stream().mapToLong(Integer::longValue))
                .toArray();
    }

    private Map<String, Integer> languageTokens(List<String> languages) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (String language : languages) {
            boolean known = vocabulary.multilingual() ? vocabulary.has("<|" + language + "|>") : language.equals("en");
            if (!known) {
                throw new IllegalArgumentException(modelId + " does not know the language '" + language + "'");
            }
            wanted.put(language, vocabulary.multilingual() ? vocabulary.special("<|" + language + "|>") : 0);
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("name at least one language to expect");
        }
        return wanted;
    }

    @Override
    public void close() {
        together.close();
        encoder.close();
        decoder.close();
    }
}
