package io.talkmatrix.standalone.talk;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.talkmatrix.media.MediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code reply.json} holds.
 *
 * @param transcript the question as understood
 * @param answer the answer as spoken
 * @param language BCP 47 primary tag of the answer
 * @param source who wrote the answer: ANSWER, LLM, FALLBACK …
 * @param sourceDetail knowledge row and score, model, or the reason of a fallback
 * @param outcome COMPLETED, INTERRUPTED or FAILED(reason)
 * @param timelineZero what the timeline counts from: speechEnd, endOfStream, textSent or speechSent
 * @param timeline milliseconds by milestone
 * @param audioSeconds length of the answer
 * @param frames pictures in the video
 * @param missingFrames frame times that had no picture of their own
 * @param stages what did the work
 */
@JsonPropertyOrder({"room", "turn", "transcript", "answer"})
public record ReplyReport(
        String room,
        String turn,
        String transcript,
        String answer,
        String language,
        String source,
        String sourceDetail,
        String outcome,
        String timelineZero,
        Map<String, Long> timeline,
        double audioSeconds,
        int frames,
        int missingFrames,
        List<StageReport> stages) {

    /**
     * One stage's part.
     *
     * @param rtf compute time over media time, −1 if it makes no media
     * @param degraded why it was done in a lesser way than configured, empty if it was not
     * @param detail what a person may want to know about how it was done
     */
    public record StageReport(String name, String model, String device, double rtf, String degraded, String detail) {}

    public boolean completed() {
        return outcome.equals("COMPLETED");
    }

    public void write(Path file) {
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new MediaException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
