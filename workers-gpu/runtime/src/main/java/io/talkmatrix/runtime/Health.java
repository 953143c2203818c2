package io.talkmatrix.runtime;

import java.util.List;

/**
 * Whether a worker lives and whether it serves.
 *
 * @param live false if it has to be restarted
 * @param ready false if it cannot serve now
 * @param reasons why not, for people; empty if both are true
 * @param degraded why it serves in a lesser way than it was told to, for people; empty if it does not
 */
public record Health(boolean live, boolean ready, List<String> reasons, String degraded) {
    public Health {
        reasons = List.copyOf(reasons);
    }

    /** As it was told to, if it serves. */
    public Health(boolean live, boolean ready, List<String> reasons) {
        this(live, ready, reasons, "");
    }
}
