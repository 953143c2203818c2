package io.talkmatrix.console.activity;

import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The latest live events of a room with what the director says of them, in whichever order both are read. Bounded. */
final class LiveComments {

    private static final int MOST = 60;
    private static final int LONGEST = 200;
    private static final String DIRECTOR = "director";
    private static final Map<Milestone, String> VERDICTS =
            Map.of(Milestone.OPENED, "TAKEN", Milestone.COUNTED, "COUNTED", Milestone.PASSED_OVER, "PASSED_OVER");

    private final Map<String, CommentView> comments = new LinkedHashMap<>();

    Optional<CommentView> happened(LiveEvent event) {
        if (event.kind() == LiveEvent.Kind.LIKE) {
            return Optional.empty();
        }
        String turn = event.turn();
        CommentView known = comments.get(turn);
        String text =
                event.text().length() <= LONGEST ? event.text() : event.text().substring(0, LONGEST);
        CommentView view = new CommentView(
                turn,
                event.kind().name(),
                event.user(),
                text,
                event.count(),
                known == null ? "" : known.verdict(),
                known == null ? "" : known.reason(),
                event.atMillis());
        keep(view);
        return Optional.of(view);
    }

    /** @return what a page is to be told: only of events that are known */
    Optional<CommentView> judged(TurnEvent event) {
        String verdict = VERDICTS.getOrDefault(event.milestone(), "");
        if (!event.stage().equals(DIRECTOR) || verdict.isEmpty() || event.turn().isEmpty()) {
            return Optional.empty();
        }
        CommentView known = comments.get(event.turn());
        boolean seenBefore = event.detail().startsWith("SEEN_BEFORE");
        if (known != null && seenBefore) {
            return Optional.empty();
        }
        CommentView view = (known == null
                        ? new CommentView(event.turn(), "", "", "", 1, "", "", event.atMillis())
                        : known)
                .judged(verdict, event.detail());
        keep(view);
        return view.kind().isEmpty() ? Optional.empty() : Optional.of(view);
    }

    /** Newest first. */
    List<CommentView> latest() {
        List<CommentView> all = new ArrayList<>(comments.values());
        all.removeIf(view -> view.kind().isEmpty());
        Collections.reverse(all);
        return all;
    }

    private void keep(CommentView view) {
        comments.put(view.turn(), view);
        if (comments.size() > MOST) {
            comments.remove(comments.keySet().iterator().next());
        }
    }
}
