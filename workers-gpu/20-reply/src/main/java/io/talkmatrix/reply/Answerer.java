package io.talkmatrix.reply;

import io.talkmatrix.reply.CommonAnswers.Match;
import io.talkmatrix.reply.CommonAnswers.Rule;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ladder of answers: a knowledge row, the chat model, a row less sure, a set phrase. Never silence. Thread-safe. */
final class Answerer {

    private static final System.Logger LOG = System.getLogger(Answerer.class.getName());

    private final KnowledgeLibrary library;
    private final CommonAnswers answers;
    private final Optional<ChatModel> model;
    private final ReplyRules rules;

    Answerer(KnowledgeLibrary library, CommonAnswers answers, Optional<ChatModel> model, ReplyRules rules) {
        this.library = library;
        this.answers = answers;
        this.model = model;
        this.rules = rules;
    }

    /**
     * Reads the room's knowledge and builds its indexes.
     *
     * @throws StageFailedException a knowledge file cannot be used
     */
    void prepare(Room room) {
        try {
            answers.prepare(library.of(room.knowledge()));
        } catch (KnowledgeException e) {
            throw new StageFailedException(e.getMessage(), e);
        }
    }

    Plan plan(Room room, String question, String language, List<Exchange> history) {
        if (question.isBlank()) {
            return new Plan.Say(
                    SetPhrases.notUnderstood(language),
                    SetPhrases.language(language),
                    Source.FALLBACK,
                    "no words in the question",
                    "");
        }
        Knowledge knowledge = Knowledge.NONE;
        String degraded = "";
        try {
            knowledge = library.of(room.knowledge());
        } catch (KnowledgeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "room " + room.room() + " answers without its knowledge: " + e.getMessage());
            degraded = "knowledge: " + e.getMessage();
        }
        List<Match> nearest = answers.nearest(knowledge, language, question, Math.max(1, rules.rowsShown()));
        Optional<Plan.Say> row = row(nearest, rules.matches(), language, Source.ANSWER, "", degraded);
        if (row.isPresent()) {
            return row.get();
        }
        Optional<ChatModel> speaker = model.filter(m -> m.abilities().speaks(language));
        if (speaker.isPresent()) {
            return ask(speaker.get(), room, question, language, history, nearest, degraded);
        }
        String why = model.map(m -> m.engine().model() + " does not speak " + language)
                .orElse("no chat model is loaded");
        return lastResort(nearest, language, why, join(degraded, model.isPresent() ? why : ""));
    }

    /** What is said when the model cannot: the nearest row if it is near enough, else a set phrase. */
    Plan.Say lastResort(List<Match> nearest, String language, String why, String degraded) {
        return row(nearest, rules.lastResort(), language, Source.FALLBACK, why + "; ", degraded)
                .orElseGet(() -> new Plan.Say(
                        SetPhrases.noAnswer(language),
                        SetPhrases.language(language),
                        Source.FALLBACK,
                        why
                                + nearest.stream()
                                        .findFirst()
                                        .map(match -> "; nearest " + match.detail())
                                        .orElse(""),
                        degraded));
    }

    private static Optional<Plan.Say> row(
            List<Match> nearest, Map<String, Rule> bars, String language, Source source, String why, String degraded) {
        Rule bar = bars.get(language);
        return nearest.stream()
                .findFirst()
                .filter(match -> bar != null && bar.accepts(match))
                .map(match -> new Plan.Say(match.row().answer(), language, source, why + match.detail(), degraded));
    }

    private Plan ask(
            ChatModel speaker,
            Room room,
            String question,
            String language,
            List<Exchange> history,
            List<Match> nearest,
            String degraded) {
        List<KnowledgeRow> shown = speaker.abilities().usesKnowledge()
                ? nearest.stream().map(Match::row).toList()
                : List.of();
        ChatRequest request = new ChatRequest(
                Prompts.messages(room.persona(), language, question, shown, history, speaker.abilities()),
                rules.maxTokens(),
                rules.modelTime(),
                rules.temperature(),
                rules.repetitionPenalty(),
                rules.stop(),
                seed(room.seed(), question));
        String failed = speaker.engine().engineAndModel() + " failed";
        return new Plan.Ask(
                speaker, request, language, degraded, lastResort(nearest, language, failed, join(degraded, failed)));
    }

    /** The same room and question give the same seed, whatever was asked before and wherever the room is served. */
    private static int seed(long roomSeed, String question) {
        return (int) (Long.hashCode(roomSeed * 0x9E3779B97F4A7C15L + question.hashCode()) & 0x7fffffffL);
    }

    private static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "; " + second;
    }
}
