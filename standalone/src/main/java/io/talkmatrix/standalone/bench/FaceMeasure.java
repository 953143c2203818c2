package io.talkmatrix.standalone.bench;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Hearing;
import io.talkmatrix.face.app.FaceBench;
import io.talkmatrix.face.app.FaceWorker;
import io.talkmatrix.face.app.HeardMouth;
import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.stack.Installation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The face's figures: the default host and the test portrait, which smiles with its mouth open, each speaking English and
 * Mandarin; any portraits that are given; and the host driven by sound alone. For one thread.
 */
public final class FaceMeasure {

    private static final String HOST = "host";
    private static final String SMILING = "smiling";

    private final Inference inference;
    private final ModelStore models;
    private final Progress progress;

    public FaceMeasure(Inference inference, ModelStore models, Progress progress) {
        this.inference = inference;
        this.models = models;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param portraits measured too, for lip-sync
     * @param folder for contact sheets and plots, if wanted
     */
    public BenchReport run(List<Path> portraits, Optional<Path> folder) throws InterruptedException {
        Map<String, AvatarSource> faces = new LinkedHashMap<>();
        faces.put(HOST, DefaultHost.source());
        faces.put(SMILING, new AvatarSource.Photo(models.file("test-portrait", "astronaut.png")));
        for (Path portrait : portraits) {
            faces.put(name(portrait), new AvatarSource.Photo(portrait));
        }
        progress.now("Speaking what the faces will say …");
        List<FaceSpeech> speeches = FaceSpeech.speak(inference, models);
        List<FaceBench.Talk> talks = speeches.stream().map(FaceSpeech::talk).toList();
        Hearing hearing = NetworkHearing.load();
        List<HeardMouth.Talk> heard = FaceSpeech.speakByStrangers(inference, models).stream()
                .map(speech -> speech.heard(hearing))
                .toList();
        Map<String, Double> figures = new LinkedHashMap<>();
        try (FaceFinder finder = FaceWorker.finder(1, inference, models)) {
            FaceBench bench = new FaceBench(finder);
            progress.now("Drawing as fast as possible …");
            Map<String, Double> speed =
                    bench.speed(faces.get(HOST), talks.get(0).script());
            Map<String, Double> smilingSpeed =
                    bench.speed(faces.get(SMILING), talks.get(0).script());
            Map<String, Map<String, Double>> seen = new LinkedHashMap<>();
            faces.forEach((name, source) -> {
                progress.now("Looking at the mouth of " + name + " …");
                seen.put(name, bench.lipSync(name, source, talks, folder));
            });
            progress.now("Listening to voices without mouth shapes …");
            Map<String, Double> fromSound = new HeardMouth(finder).lipSync(faces.get(HOST), heard);
            folder.ifPresent(to -> bench.overview(faces, to.resolve("faces.jpg")));
            summary(seen.get(HOST), talks, figures);
            figures.putAll(fromSound);
            figures.putAll(speed);
            figures.put("framesPerSecondPerCore." + SMILING, smilingSpeed.get("framesPerSecondPerCore"));
            progress.now("Drawing for eight rooms …");
            figures.putAll(new FaceRooms(inference, models).measure(speeches));
            progress.done();
            seen.forEach((name, found) -> found.forEach((key, value) -> figures.put(key + "." + name, value)));
        }
        return new BenchReport(
                "face", Machine.commit(Installation.home()), Machine.device(), "default", figures, List.of());
    }

    /** Of the default host: the worse language for each figure. */
    private static void summary(Map<String, Double> host, List<FaceBench.Talk> talks, Map<String, Double> figures) {
        figures.put("mouthCorrelation", least(host, talks, "mouthCorrelation"));
        figures.put("mouthLagMillis", farthest(host, talks, "mouthLagMillis"));
        figures.put("closureRate", least(host, talks, "closureRate"));
        figures.put("openVowelClosedRate", -least(negative(host), talks, "openVowelClosedRate"));
        figures.put("psnrOutside", least(host, talks, "psnrOutside"));
        figures.put("seamVisibility", -least(negative(host), talks, "seamVisibility"));
    }

    private static Map<String, Double> negative(Map<String, Double> figures) {
        Map<String, Double> negative = new LinkedHashMap<>();
        figures.forEach((key, value) -> negative.put(key, -value));
        return negative;
    }

    private static double least(Map<String, Double> figures, List<FaceBench.Talk> talks, String key) {
        return talks.stream()
                .mapToDouble(talk -> figures.get(key + "." + talk.name()))
                .min()
                .orElseThrow();
    }

    private static double farthest(Map<String, Double> figures, List<FaceBench.Talk> talks, String key) {
        return talks.stream()
                .map(talk -> figures.get(key + "." + talk.name()))
                .reduce((a, b) -> Math.abs(a) >= Math.abs(b) ? a : b)
                .orElseThrow();
    }

    private static String name(Path portrait) {
        String file = portrait.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
