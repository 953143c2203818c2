package io.talkmatrix.standalone.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a soak comes to: growth between the first fifth after the warm-up and the last fifth, and the worst delays. Pure. */
final class SoakFigures {

    /** Share of the time that counts as warm-up: code is compiled, pools and caches fill. */
    private static final double WARM_UP = 0.2;

    private static final double FIFTH = 0.2;

    private SoakFigures() {}

    /** @param samples in the order of time, at least one */
    static Map<String, Double> of(List<Soak.Sample> samples) {
        double minutes = samples.get(samples.size() - 1).minutes();
        List<Soak.Sample> warm =
                samples.stream().filter(s -> s.minutes() >= minutes * WARM_UP).toList();
        List<Soak.Sample> early = warm.stream()
                .filter(s -> s.minutes() <= minutes * (WARM_UP + FIFTH))
                .toList();
        List<Soak.Sample> late =
                warm.stream().filter(s -> s.minutes() >= minutes * (1 - FIFTH)).toList();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("minutes", minutes);
        figures.put("turns", (double) samples.size());
        figures.put("notAnswered", (double)
                samples.stream().filter(s -> s.ttfaMillis() < 0).count());
        grown(figures, "heap", early, late, Soak.Sample::heapMib);
        grown(figures, "native", early, late, Soak.Sample::nativeMib);
        figures.put(
                "avOffsetP95Millis",
                LiveBench.percentile(
                        samples.stream().map(Soak.Sample::avOffsetP95Millis).toList(), 95));
        figures.put(
                "ttfaP50Millis",
                LiveBench.percentile(
                        samples.stream().map(Soak.Sample::ttfaMillis).toList(), 50));
        figures.put("underruns", (double) samples.get(samples.size() - 1).underruns());
        return figures;
    }

    private static void grown(
            Map<String, Double> figures,
            String what,
            List<Soak.Sample> early,
            List<Soak.Sample> late,
            ToDoubleFunction<Soak.Sample> value) {
        double from = median(early, value);
        double to = median(late, value);
        figures.put(what + "EarlyMib", from);
        figures.put(what + "LateMib", to);
        figures.put(what + "GrowthPercent", 100 * (to - from) / from);
    }

    private static double median(List<Soak.Sample> samples, ToDoubleFunction<Soak.Sample> value) {
        return LiveBench.percentile(samples.stream().mapToDouble(value).boxed().toList(), 50);
    }
}
