package io.talkmatrix.standalone.talk;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Prints a reply for people. */
final class ReplyPrinter {

    private static final Map<String, String> NAMES = Map.of(
            "transcript", "transcript",
            "firstClause", "first clause",
            "firstAudio", "first audio",
            "firstFrame", "first frame",
            "done", "done");

    private ReplyPrinter() {}

    static void print(PrintStream out, ReplyReport report, TalkRequest request) {
        out.println();
        if (request.speech().isPresent()) {
            out.println("  Host: " + request.speech().get());
        } else {
            out.println("  You : " + report.transcript());
            out.println("  Host: " + report.answer());
            out.println("        (" + report.source()
                    + (report.sourceDetail().isEmpty() ? "" : ", " + report.sourceDetail()) + ")");
        }
        out.println();
        out.println("  " + zero(report.timelineZero()));
        report.timeline().forEach((name, millis) -> out.printf(Locale.ROOT, "  %8d ms  %s%n", millis, NAMES.get(name)));
        out.println();
        out.printf(Locale.ROOT, "  %-8s %-40s %-12s %6s%n", "STAGE", "ENGINE", "DEVICE", "RTF");
        for (ReplyReport.StageReport stage : report.stages()) {
            out.printf(
                    Locale.ROOT,
                    "  %-8s %-40s %-12s %6s%s%n",
                    stage.name(),
                    stage.model(),
                    stage.device(),
                    stage.rtf() < 0 ? "-" : String.format(Locale.ROOT, "%.2f", stage.rtf()),
                    (stage.degraded().isEmpty() ? "" : "  degraded: " + stage.degraded())
                            + (stage.detail().isEmpty() ? "" : "  " + stage.detail()));
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "  %s: %.1f s, %d frames; subtitles %s; report %s%n",
                request.out(),
                report.audioSeconds(),
                report.frames(),
                request.beside(".vtt").getFileName(),
                request.beside(".json").getFileName());
        out.flush();
    }

    private static String zero(String name) {
        return switch (name) {
            case "speechEnd" -> "Timeline from the end of speech:";
            case "speechSent" -> "Timeline from the first of the speech being sent:";
            case "textSent" -> "Timeline from the text being sent:";
            default -> "Timeline from the end of the recording being fed (--realtime gives latency figures):";
        };
    }
}
