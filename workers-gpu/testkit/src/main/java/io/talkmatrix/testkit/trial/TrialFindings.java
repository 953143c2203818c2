package io.talkmatrix.testkit.trial;

import java.util.Map;
import java.util.TreeMap;

/** What a trial's sink saw. Written by the sink's thread, read once it has stopped. */
public final class TrialFindings {

    long sinkCuts;
    long stale;
    long crossed;
    long late;
    long disordered;
    long missingFrames;
    private final Map<String, String> complete = new TreeMap<>();

    TrialFindings() {}

    void complete(int room, int turn, String digest) {
        complete.put(room + "/" + turn, digest);
    }

    /** Confirmed cuts. */
    public long sinkCuts() {
        return sinkCuts;
    }

    /** Samples (in pairs) and frames that left the sink after their turn's cut was confirmed, or in another turn. */
    public long stale() {
        return stale;
    }

    /** Units, samples and frames that belong to another room. */
    public long crossed() {
        return crossed;
    }

    /** Units that came in after their turn's cut was confirmed: what the sink had to keep back. */
    public long late() {
        return late;
    }

    /** Units that came before one they follow. */
    public long disordered() {
        return disordered;
    }

    /** Frame times without a picture. */
    public long missingFrames() {
        return missingFrames;
    }

    /** Digests of sound and pictures of the turns that were played to their end, by {@code room/turn}. */
    public Map<String, String> complete() {
        return Map.copyOf(complete);
    }
}
