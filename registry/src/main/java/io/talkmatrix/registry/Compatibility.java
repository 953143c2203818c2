package io.talkmatrix.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** What a new schema must be able to do with the earlier ones of its subject. */
public enum Compatibility {
    NONE(false, false, false),
    /** The new schema reads data of the latest one. */
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    /** The latest schema reads data of the new one. */
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Compatibility(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /**
     * What is wrong with a candidate; empty if nothing is.
     *
     * @param earlier schemas of the subject, oldest first
     */
    public List<String> problems(Schema candidate, List<Schema> earlier) {
        List<String> problems = new ArrayList<>();
        int oldest = transitive ? 0 : Math.max(0, earlier.size() - 1);
        for (int i = earlier.size() - 1; i >= oldest; i--) {
            if (backward) {
                check(candidate, earlier.get(i), "the new schema cannot read data of version ", i, problems);
            }
            if (forward) {
                check(earlier.get(i), candidate, "the new schema's data cannot be read by version ", i, problems);
            }
        }
        return problems;
    }

    private static void check(Schema reader, Schema writer, String what, int index, List<String> problems) {
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .forEach(incompatibility -> problems.add(what + "no. " + (index + 1) + " of those there: "
                        + incompatibility.getType() + " at " + incompatibility.getLocation() + ": "
                        + incompatibility.getMessage()));
    }
}
