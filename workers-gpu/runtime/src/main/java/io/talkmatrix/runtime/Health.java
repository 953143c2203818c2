package io.talkmatrix.runtime;

import java.util.List;

/**
 * Whether a worker lives and whether it serves.
 *
 * @param live false if it has to be restarted
 * @param ready false if it cannot serve now
 * @param reasons why not, for people; empty if both are true
 */
public record Health(boolean live, boolean ready, List<String> reasons) {
    public Health {
        reasons = List.copyOf(reasons);
    }
}
