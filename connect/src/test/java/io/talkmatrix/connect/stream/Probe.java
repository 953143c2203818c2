package io.talkmatrix.connect.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What ffprobe and ffmpeg (Debian) say of a file.
 *
 * @param pictures presentation times, seconds
 * @param sounds presentation times, seconds
 * @param rate pictures a second as ffprobe names it, for example {@code 25/1}; empty if it says nothing
 * @param backwards packets that are not decoded after the one before them of their stream
 */
record Probe(List<Double> pictures, List<Double> sounds, String rate, int backwards) {

    private static final long MOST_SECONDS = 60;

    static Probe of(Path file) throws IOException, InterruptedException {
        List<Double> pictures = new ArrayList<>();
        List<Double> sounds = new ArrayList<>();
        Map<String, Double> decoded = new HashMap<>();
        int backwards = 0;
        for (String line : run(List.of(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "packet=stream_index,codec_type,dts_time,pts_time",
                "-of",
                "csv=p=0",
                file.toString()))) {
            String[] parts = line.split(",");
            if (parts[0].equals("video")) {
                pictures.add(Double.parseDouble(parts[2]));
            } else if (parts[0].equals("audio")) {
                sounds.add(Double.parseDouble(parts[2]));
            } else {
                continue;
            }
            Double before = decoded.put(parts[0], Double.parseDouble(parts[3]));
            backwards += before != null && decoded.get(parts[0]) <= before ? 1 : 0;
        }
        List<String> rate = run(List.of(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                "v",
                "-show_entries",
                "stream=avg_frame_rate",
                "-of",
                "csv=p=0",
                file.toString()));
        String named = rate.stream()
                .map(line -> line.replace(",", ""))
                .filter(line -> line.matches("\\d+/\\d+"))
                .findFirst()
                .orElse("");
        return new Probe(pictures, sounds, named, backwards);
    }

    /** Times at which the picture turns bright, seconds. */
    static List<Double> flashes(Path file) throws IOException, InterruptedException {
        List<Double> flashes = new ArrayList<>();
        double time = 0;
        double before = 255;
        for (String line : run(List.of(
                "ffmpeg",
                "-nostats",
                "-v",
                "error",
                "-i",
                file.toString(),
                "-vf",
                "crop=64:64:0:448,signalstats,metadata=mode=print:file=-",
                "-an",
                "-f",
                "null",
                "-"))) {
            if (line.startsWith("frame:")) {
                time = Double.parseDouble(line.replaceAll(".*pts_time:([0-9.]+).*", "$1"));
            } else if (line.contains("signalstats.YAVG=")) {
                double bright = Double.parseDouble(line.substring(line.indexOf('=') + 1));
                if (bright > 150 && before <= 150) {
                    flashes.add(time);
                }
                before = bright;
            }
        }
        return flashes;
    }

    /** Times at which sound begins after silence, seconds. */
    static List<Double> beeps(Path file) throws IOException, InterruptedException {
        List<Double> beeps = new ArrayList<>();
        for (String line : run(List.of(
                "ffmpeg",
                "-nostats",
                "-v",
                "info",
                "-i",
                file.toString(),
                "-vn",
                "-af",
                "silencedetect=noise=-35dB:d=0.1",
                "-f",
                "null",
                "-"))) {
            if (line.contains("silence_end:")) {
                beeps.add(Double.parseDouble(line.replaceAll(".*silence_end: ([0-9.]+).*", "$1")));
            }
        }
        // The end of the file ends a silence, too.
        List<Double> sounds = of(file).sounds();
        beeps.removeIf(beep -> beep > sounds.get(sounds.size() - 1) - .2);
        return beeps;
    }

    /** @throws IllegalStateException it takes longer than a minute, as on a playlist that has no end */
    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("probe", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end within " + MOST_SECONDS + " s");
            }
            return Files.readString(out).lines().toList();
        } finally {
            Files.delete(out);
        }
    }
}
