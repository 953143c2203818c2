package io.talkmatrix.schemas;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedPhoneme;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import java.util.Map;

/** One value for each topic, every field different from its neighbours, so that a mix-up of fields shows. */
final class Samples {

    static final UnitId ID = new UnitId("房间-1", "0193-turn", 3, 4, 5);

    static final Map<Topic<?>, Object> BY_TOPIC = Map.ofEntries(
            Map.entry(
                    Topics.AUDIO_IN,
                    new AudioChunk(
                            "r",
                            "mic-7",
                            1L << 40,
                            1_700_000_000_123L,
                            new byte[] {1, -2, 3, -128},
                            AudioChunk.Endpointing.STREAM_END,
                            true)),
            Map.entry(
                    Topics.TEXT_ASR,
                    new Utterance(
                            ID,
                            "今天几点开始?",
                            true,
                            "zh",
                            Utterance.Source.COMMENT,
                            "小王",
                            1_000L,
                            2_000L,
                            -0.25f,
                            "cpu",
                            3,
                            false,
                            Map.of("emotion", "HAPPY"))),
            Map.entry(
                    Topics.TEXT_REPLY,
                    new ReplySegment(
                            ID,
                            "晚上八点。",
                            "zh",
                            Emotion.HAPPY,
                            0.5f,
                            ReplySegment.Source.LLM,
                            "row 3 0.71",
                            true,
                            "slow")),
            Map.entry(
                    Topics.AUDIO_TTS,
                    new SpeechChunk(
                            ID,
                            new byte[] {9, 8, 7, 6},
                            24_000L,
                            List.of(new TimedPhoneme("ɕ", 1, 2), new TimedPhoneme("i", 2, 5)),
                            List.of(new TimedViseme(Viseme.WOO, 1, 2), new TimedViseme(Viseme.K, 2, 6)),
                            "谢谢",
                            Emotion.SERIOUS,
                            0.75f,
                            true,
                            false,
                            "piper")),
            Map.entry(
                    Topics.VIDEO_FRAMES,
                    new FrameGroup(
                            ID,
                            48_000L,
                            25,
                            FrameGroup.Codec.JPEG,
                            512,
                            510,
                            List.of(new byte[] {1, 2}, new byte[0], new byte[] {3}),
                            true,
                            "blur")),
            Map.entry(
                    Topics.ROOM_COMMANDS,
                    new Command(
                            "r",
                            "c-1",
                            Command.Kind.SWITCH_VOICE,
                            "t-1",
                            Map.of("name", "zf_xiaoxiao", "k", "v"),
                            "page",
                            "asked",
                            77L)),
            Map.entry(Topics.TURN_CONTROL, new Control("r", "t-1", 6, "t-2", Control.Kind.CUT, "barge-in", 960L, 88L)),
            Map.entry(
                    Topics.TURN_EVENTS,
                    new TurnEvent(
                            "r",
                            "t",
                            2,
                            "tts",
                            TurnEvent.Milestone.FIRST_AUDIO,
                            -1,
                            480L,
                            "kokoro/v1",
                            "cpu/int8",
                            "deg",
                            "detail",
                            Map.of("rtf", 0.5, "audioMillis", 1234.0),
                            99L)),
            Map.entry(
                    Topics.LIVE_COMMENTS,
                    new LiveEvent(
                            "r", "douyin", "p-1", LiveEvent.Kind.GIFT, "阿强", "玫瑰", 3, Map.of("level", "9"), 111L)),
            Map.entry(
                    Topics.ROOMS,
                    Room.of("r").toBuilder()
                            .title("title")
                            .state(Room.State.CLOSED)
                            .avatar("avatar")
                            .voice(Map.of("zh", "v1", "en", "v2"))
                            .language("lang")
                            .persona("persona")
                            .knowledge(List.of("k1", "k2"))
                            .script(List.of("s"))
                            .outputs(List.of("o1", "o2"))
                            .clockSink("clock")
                            .engines(Map.of("tts", "kokoro"))
                            .profile("edge")
                            .seed(42L)
                            .updatedAtMillis(222L)
                            .scene(new Scene(Scene.Layout.PORTRAIT, "#102030", "/p.png", "/l.png", true))
                            .director(Map.of("idle", "欢迎"))
                            .light(new Lighting("day", Map.of(), 0.25, true, 480, 3_600))
                            .build()),
            Map.entry(
                    Topics.ROOM_HISTORY,
                    new RoomHistory(
                            "r", List.of(new RoomHistory.Exchange("t", "question", "answer", "zh", true, 444L)))),
            Map.entry(
                    Topics.TURN_TIMELINES,
                    new TurnTimeline(
                            "r",
                            "t",
                            "SPEECH",
                            "LLM",
                            "en",
                            "COMPLETED",
                            List.of(new TurnTimeline.Part("endpointing", 0, 300.5)),
                            List.of(new TurnTimeline.StageTime("tts", "kokoro", "cpu", "deg", 1, 2, 3, 4, 5)),
                            600.25,
                            1.5,
                            555L)),
            Map.entry(
                    Topics.DEAD_LETTERS,
                    new DeadLetter(
                            "text.asr",
                            3,
                            1L << 35,
                            new byte[] {1},
                            new byte[] {0, 1},
                            List.of(new DeadLetter.Header("h", new byte[] {5}), new DeadLetter.Header("h", null)),
                            "reply",
                            "truncated",
                            "java.lang.X",
                            333L)));

    private Samples() {}

    @SuppressWarnings("unchecked")
    static <V> V of(Topic<V> topic) {
        return (V) BY_TOPIC.get(topic);
    }
}
