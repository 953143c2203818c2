package io.talkmatrix.standalone.bench;

import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Hearing;
import io.talkmatrix.face.app.FaceBench;
import io.talkmatrix.face.app.HeardMouth;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.media.Pcm;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.EngineSet;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.TtsStage;
import io.talkmatrix.tts.VisemeMapper;
import io.talkmatrix.tts.Voice;
import io.talkmatrix.tts.app.TtsConfig;
import io.talkmatrix.tts.app.TtsWorker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Speech for the face to be measured on, as it travels on {@code audio.tts}: a text in each language by its default voice,
 * with mouth shapes from the voice's own phoneme times. (The face's tables were tuned on other voices.)
 *
 * @param name the language, BCP 47 primary tag; of a voice that was asked for, language and voice
 * @param chunks of one turn, in order
 */
record FaceSpeech(String name, List<SpeechChunk> chunks) {

    private static final int CHUNK_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ * 3 / 10;
    private static final Map<String, List<String>> TEXTS = new LinkedHashMap<>();
    /** From these the network that hears mouth shapes has learned nothing (docs/hearing.md). */
    private static final Map<String, List<String>> STRANGERS = new LinkedHashMap<>();

    static {
        STRANGERS.put("en", List.of("af_bella", "am_michael"));
        STRANGERS.put("zh", List.of("zf_xiaobei", "zm_yunyang"));
        TEXTS.put(
                "en",
                List.of(
                        "Good evening everybody, and welcome back to our live stream.",
                        "Tonight we brought you a warm jacket made of soft wool, with big pockets and a fine collar.",
                        "Put it on before you go for a walk, and have a look at what people say about it.",
                        "You may bring it back within seven days if you do not love it."));
        TEXTS.put(
                "zh",
                List.of(
                        "大家晚上好，欢迎来到我们的直播间。",
                        "今天为大家准备了一款保暖外套，面料轻便防风，还有漂亮的帽子和大口袋。",
                        "七天之内不满意，都可以免费退货，请放心购买。",
                        "喜欢的朋友不要错过，赶快把它带回家吧。"));
    }

    FaceSpeech {
        chunks = List.copyOf(chunks);
    }

    /** Loads the voices for it and lets them go again, so that they don't count in what is measured afterwards. */
    static List<FaceSpeech> speak(Inference inference, Models models) {
        List<FaceSpeech> speeches = new ArrayList<>();
        try (TtsStage stage = TtsWorker.create(TtsConfig.defaults(), inference, models)) {
            TEXTS.keySet().forEach(language -> speeches.add(speak(stage.engines(), language, "")));
        }
        return speeches;
    }

    /** The same texts by voices that the network has never heard. */
    static List<FaceSpeech> speakByStrangers(Inference inference, Models models) {
        List<FaceSpeech> speeches = new ArrayList<>();
        try (TtsStage stage = TtsWorker.create(TtsConfig.defaults(), inference, models)) {
            STRANGERS.forEach((language, voices) ->
                    voices.forEach(voice -> speeches.add(speak(stage.engines(), language, voice))));
        }
        return speeches;
    }

    /** @param voice empty for the default one */
    private static FaceSpeech speak(EngineSet engines, String language, String voice) {
        List<String> texts = TEXTS.get(language);
        TtsEngine engine = voice.isEmpty()
                ? engines.choose("", language, Room.of("bench")).engine()
                : engines.engines().stream()
                        .filter(able -> able.voices().contains(new Voice(voice, language)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no loaded engine has the voice " + voice));
        List<SpeechChunk> chunks = new ArrayList<>();
        long pts = 0;
        for (int segment = 0; segment < texts.size(); segment++) {
            Clause clause = Clause.of(texts.get(segment), language);
            Speech speech = engine.synthesize(voice.isEmpty() ? clause : clause.withVoice(voice), Cancellation.none());
            pts = chunk(segment, segment == texts.size() - 1, pts, speech, chunks);
        }
        return new FaceSpeech(voice.isEmpty() ? language : language + "." + voice, chunks);
    }

    /** @return position after the segment and its pause */
    private static long chunk(int segment, boolean last, long pts, Speech speech, List<SpeechChunk> chunks) {
        int pause = SpeechChunk.SAMPLE_RATE_HZ / 4;
        float[] samples = java.util.Arrays.copyOf(speech.samples(), speech.samples().length + pause);
        for (int from = 0, seq = 0; from < samples.length; from += CHUNK_SAMPLES, seq++) {
            int to = Math.min(samples.length, from + CHUNK_SAMPLES);
            boolean end = to == samples.length;
            chunks.add(new SpeechChunk(
                    new UnitId("bench", "bench", 0, segment, seq),
                    Pcm.toBytes(samples, from, to),
                    pts + from,
                    List.of(),
                    seq == 0 ? VisemeMapper.visemes(speech.phonemes(), pts) : List.of(),
                    "",
                    Emotion.NEUTRAL,
                    0,
                    end,
                    end && last,
                    ""));
        }
        return pts + samples.length;
    }

    /** The same speech in another room's turn. */
    List<SpeechChunk> as(String room, String turn) {
        return chunks.stream()
                .map(chunk -> new SpeechChunk(
                        new UnitId(
                                room, turn, 0, chunk.id().segment(), chunk.id().seq()),
                        chunk.pcm(),
                        chunk.ptsSamples(),
                        chunk.phonemes(),
                        chunk.visemes(),
                        chunk.text(),
                        chunk.emotion(),
                        chunk.intensity(),
                        chunk.lastOfSegment(),
                        chunk.lastOfTurn(),
                        chunk.degraded()))
                .toList();
    }

    double seconds() {
        return (double) chunks.get(chunks.size() - 1).endSamples() / SpeechChunk.SAMPLE_RATE_HZ;
    }

    FaceBench.Talk talk() {
        return new FaceBench.Talk(name, script(), (int) (seconds() * FaceScript.FRAMES_PER_SECOND));
    }

    /** With what is heard in the sound beside what was said. */
    HeardMouth.Talk heard(Hearing hearing) {
        List<SpeechChunk> heard = new ArrayList<>();
        List<SpeechChunk> segment = new ArrayList<>();
        for (SpeechChunk chunk : chunks) {
            segment.add(chunk);
            if (chunk.lastOfSegment()) {
                heard.addAll(heard(segment, hearing));
                segment.clear();
            }
        }
        FaceBench.Talk talk = talk();
        return new HeardMouth.Talk(name, talk.script(), FaceScript.of(heard), talk.frames());
    }

    private static List<SpeechChunk> heard(List<SpeechChunk> segment, Hearing hearing) {
        Hearing.Listening listening = hearing.open(segment.get(0).ptsSamples());
        List<TimedViseme> visemes = new ArrayList<>();
        segment.forEach(chunk -> visemes.addAll(listening.add(chunk.pcm())));
        visemes.addAll(listening.finish());
        return segment.stream()
                .map(chunk -> with(chunk, chunk.id().seq() == 0 ? visemes : List.of()))
                .toList();
    }

    private static SpeechChunk with(SpeechChunk chunk, List<TimedViseme> visemes) {
        return new SpeechChunk(
                chunk.id(),
                chunk.pcm(),
                chunk.ptsSamples(),
                chunk.phonemes(),
                visemes,
                chunk.text(),
                chunk.emotion(),
                chunk.intensity(),
                chunk.lastOfSegment(),
                chunk.lastOfTurn(),
                chunk.degraded());
    }

    /** All of it as a face knows it when the turn is over, loudness included. */
    FaceScript script() {
        return FaceScript.of(chunks);
    }
}
