package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.media.Pcm;
import io.talkmatrix.media.Wav;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.talk.ReplyReport;
import io.talkmatrix.standalone.talk.TalkRequest;
import io.talkmatrix.standalone.talk.TalkTurn;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.hibari.HibariEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code talk --speech}: a recording becomes a video of the host saying it, with the face alone of the stages. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordedSpeechTest {

    @TempDir
    Path folder;

    @Test
    void theHostSaysWhatWasRecordedAndTheReportSaysThatItWasHeard() throws InterruptedException {
        Path recording = folder.resolve("recording.wav");
        Speech speech = spoken("Bob may pay for my old boat before we move.");
        Wav.write(recording, Pcm.toBytes(speech.samples(), 0, speech.samples().length), Speech.SAMPLE_RATE_HZ);
        TalkRequest request = request(recording);
        Progress progress = new Progress(System.err, false);
        try (Stack stack = StackProcess.factory()
                .startFace(StackProcess.settings(folder.resolve("data")), request.stages(), progress)) {
            ReplyReport report = new TalkTurn(stack, request, progress).run();

            double seconds = speech.millis() / 1000.0;
            assertThat(report.outcome()).isEqualTo("COMPLETED");
            assertThat(report.audioSeconds()).isCloseTo(seconds, within(.01));
            assertThat(report.frames()).isBetween((int) (seconds * 25) - 1, (int) (seconds * 25) + 2);
            assertThat(report.missingFrames()).isZero();
            assertThat(report.stages()).singleElement().satisfies(face -> {
                assertThat(face.name()).isEqualTo("face");
                assertThat(face.detail()).contains("mouth shapes heard in the sound by hearing-4");
                assertThat(face.degraded()).isEmpty();
            });
        }
        assertThat(folder.resolve("said.mp4"))
                .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(20_000));
    }

    private TalkRequest request(Path recording) {
        return new TalkRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(recording),
                Optional.empty(),
                folder.resolve("said.mp4"),
                Optional.of("none"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "default",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Scene.PLAIN);
    }

    private static Speech spoken(String text) {
        Path words = ModelStore.ofProcess().folder(HibariEngine.MODEL);
        Inference inference = new Inference();
        try (OovNet speller = OovNet.load(words, inference);
                HibariEngine hibari = HibariEngine.load(words, EnglishPhonemes.load(words, speller), inference, 1)) {
            return hibari.synthesize(Clause.of(text, "en"), Cancellation.none());
        }
    }
}
