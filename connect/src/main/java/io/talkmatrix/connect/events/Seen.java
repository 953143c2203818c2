package io.talkmatrix.connect.events;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The latest ids of a platform, so that none is taken twice. For one thread. */
final class Seen {

    private final int most;
    private final Set<String> ids = new LinkedHashSet<>();

    Seen(int most) {
        this.most = most;
    }

    /** @return false if it was there before */
    boolean add(String platform, String id) {
        if (!ids.add(platform + '|' + id)) {
            return false;
        }
        if (ids.size() > most) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }
}
