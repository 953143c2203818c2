package io.talkmatrix.standalone.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What came of a replay.
 *
 * @param into name of its topics
 * @param rooms what was replayed
 * @param stages those that worked again, in order
 * @param speed {@code 1x} or {@code max}
 * @param records of input that were fed
 * @param turns how many
 * @param recordedSeconds from the first to the last thing of the recording that was repeated
 * @param wallSeconds what the replay took, without loading
 * @param soundSeconds of voice that were made
 * @param gapsP95Millis by how much gaps between two inputs differed from the recorded ones, 95 of 100; null at full speed
 * @param gapsMaxMillis the largest; null at full speed
 * @param waitedSeconds for how long stages were waited for before turns were ended, over all rooms
 * @param changes what was other than it had been
 * @param unfinished turns of which not all was made
 * @param comparisons one for each turn; empty if nothing was to be compared
 * @param notes what a person should know
 */
public record ReplayReport(
        String into,
        List<String> rooms,
        List<String> stages,
        String speed,
        int records,
        int turns,
        double recordedSeconds,
        double wallSeconds,
        double soundSeconds,
        Double gapsP95Millis,
        Double gapsMaxMillis,
        double waitedSeconds,
        List<String> changes,
        List<String> unfinished,
        List<Comparison> comparisons,
        List<String> notes) {

    /** How many times faster than the recording. */
    public double timesRealTime() {
        return wallSeconds > 0 ? Math.round(recordedSeconds / wallSeconds * 100) / 100.0 : 0;
    }

    /** Turns in which nothing differs. */
    public long same() {
        return comparisons.stream().filter(Comparison::same).count();
    }

    String json() {
        try {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            ObjectNode tree = mapper.valueToTree(this);
            tree.put("timesRealTime", timesRealTime());
            tree.put("same", same());
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is plain data", e);
        }
    }
}
