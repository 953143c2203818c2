package io.talkmatrix.asr;

import io.talkmatrix.asr.silero.SileroDetector;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How often the host's echo is taken for somebody, and somebody for the host's echo: the table of docs/decisions/0010. Not
 * part of the suite, run it with {@code -Dtest=EchoBench}. Speech counts once Silero and the gate found 150 ms of it.
 */
class EchoBench {

    private record Take(String group, String what, EchoScene scene, float[] probabilities) {}

    @Test
    void table() {
        List<Take> takes = new ArrayList<>();
        try (SileroDetector detector = new SileroDetector(new Inference(), ModelStore.ofProcess())) {
            for (String host : List.of("host-en.wav", "host-zh.wav")) {
                byte[] pcm = Clips.resource(host);
                for (int delay : new int[] {30, 160, 400, 700}) {
                    for (double gain : new double[] {-3, -12, -24}) {
                        for (int reverb : new int[] {150, 450}) {
                            takes.add(take(
                                    "echo alone",
                                    host + " " + delay + " ms " + gain + " dB reverb " + reverb,
                                    new EchoScene(pcm).echo(delay, gain, reverb).noise(-60),
                                    detector));
                        }
                    }
                }
                for (double over : new double[] {-6, -3, 0, 3, 6}) {
                    for (Clips.Clip clip : Clips.all()) {
                        for (int from : new int[] {2_000}) {
                            takes.add(take(
                                    String.format("double talk %+.0f dB", over),
                                    clip.name(),
                                    new EchoScene(pcm)
                                            .echo(160, -12, 300)
                                            .near(clip.samples(), from, over)
                                            .noise(-60),
                                    detector));
                        }
                    }
                }
                for (Clips.Clip clip : Clips.all()) {
                    takes.add(take(
                            "headphones",
                            clip.name(),
                            new EchoScene(pcm)
                                    .nearAt(clip.samples(), 2_000, -26)
                                    .noise(-60),
                            detector));
                }
            }
        }
        for (float share : new float[] {0.1f, 0.15f, 0.22f, 0.35f}) {
            print(takes, new HostEcho.Tuning(8, share, 0.4f, 0.8f));
        }
    }

    private static Take take(String group, String what, EchoScene scene, SileroDetector detector) {
        float[] probabilities = new float[scene.hops()];
        try (VoiceDetector.Ear ear = detector.open()) {
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = ear.speechProbability(scene.hop(i));
            }
        }
        return new Take(group, what, scene, probabilities);
    }

    private static void print(List<Take> takes, HostEcho.Tuning tuning) {
        System.out.println(tuning);
        for (String group : takes.stream().map(Take::group).distinct().toList()) {
            List<Take> those =
                    takes.stream().filter(take -> take.group().equals(group)).toList();
            double[] at =
                    those.stream().mapToDouble(take -> paused(take, tuning)).toArray();
            long paused = Arrays.stream(at).filter(millis -> millis >= 0).count();
            int early = 0;
            List<Double> after = new ArrayList<>();
            for (int i = 0; i < at.length; i++) {
                double millis = at[i] - Math.max(0, those.get(i).scene().nearFrom());
                if (at[i] >= 0 && millis < 0) {
                    early++;
                } else if (at[i] >= 0) {
                    after.add(millis);
                }
                if (those.get(i).scene().nearFrom() < 0 && at[i] >= 0) {
                    System.out.printf(
                            "    %s at %.0f of %d%n",
                            those.get(i).what(), at[i], those.get(i).scene().hostUntil());
                }
            }
            after.sort(null);
            System.out.printf(
                    "  %-20s paused %3d of %3d (before anybody spoke: %d), after P50 %.0f P95 %.0f ms%n",
                    group,
                    paused,
                    those.size(),
                    early,
                    after.isEmpty() ? -1 : after.get(after.size() / 2),
                    after.isEmpty() ? -1 : after.get((int) Math.ceil(after.size() * .95) - 1));
        }
    }

    /** When the host is paused, −1 if it is not. */
    private static double paused(Take take, HostEcho.Tuning tuning) {
        HostEcho echo = new HostEcho(take.scene().voice(), tuning);
        SpeechGate gate = new SpeechGate(SpeechGate.samples(100));
        for (int i = 0; i < take.probabilities().length; i++) {
            boolean alone = echo.hostAlone(take.scene().hop(i), EchoScene.BEGIN + i * 32L);
            gate.accept(alone ? 0 : take.probabilities()[i], VoiceDetector.HOP);
            if (gate.open() && gate.end() - gate.start() >= SpeechGate.samples(150)) {
                return (i + 1) * 32;
            }
            if (gate.open() && gate.silence() > SpeechGate.samples(300)) {
                gate.close();
            }
        }
        return -1;
    }
}
