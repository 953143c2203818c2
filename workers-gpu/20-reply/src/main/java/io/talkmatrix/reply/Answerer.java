package io.talkmatrix.reply;

import io.talkmatrix.reply.CommonAnswers.Match;
import io.talkmatrix.reply.CommonAnswers.Rule;
import io.talkmatrix.stage.Degradation;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory.Exchange;
import io.talkmatrix.stage.StageFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    Plan plan(Question question) {
        String language = question.language();
        String text = question.text();
        if (question.verbatim()) {
            return new Plan.Say(text, language, Source.SCRIPT, "", "");
        }
        if (text.isBlank()) {
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
            knowledge = library.of(question.room().knowledge());
        } catch (KnowledgeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "room " + question.room().room() + " answers without its knowledge: " + e.getMessage());
            degraded = "knowledge: " + e.getMessage();
        }
        List<Match> nearest = answers.nearest(knowledge, language, text, Math.max(1, rules.rowsShown()));
        Optional<Plan.Say> whole = row(nearest, rules.matches(), language, Source.ANSWER, "", degraded);
        Optional<Plan.Say> row = whole;
        Optional<ChatModel> speaker = speaker(language);
        if (question.parts().size() > 1) {
            boolean shown = speaker.map(m -> m.abilities().usesKnowledge()).orElse(false);
            row = rows(question, knowledge, degraded, shown).or(() -> whole);
        }
        if (row.isPresent()) {
            return row.get();
        }
        if (speaker.isPresent()) {
            return ask(speaker.get(), question, nearest, degraded);
        }
        String why = model.map(m -> m.engine().model() + " does not speak " + language)
                .orElse("no chat model is loaded");
        return lastResort(nearest, language, why, Degradation.join(degraded, model.isPresent() ? why : ""));
    }

    /**
     * The beginning of the conversation that the model will be shown with a question of which only some words are certain.
     *
     * @return empty if no model would be asked
     */
    Optional<Opening> opening(Question question, String certain) {
        return speaker(question.language())
                .map(speaker -> new Opening(
                        speaker,
                        Prompts.opening(
                                question.room().persona(), question.language(), certain, question.history(), speaker)));
    }

    /** The same before anything is said. */
    Optional<Opening> opening(Room room) {
        return opening(room, List.of());
    }

    /** The same before anybody asks; empty also if it is not known in which language that will be. */
    Optional<Opening> opening(Room room, List<Exchange> history) {
        Set<String> spoken = model.map(m -> m.abilities().languages()).orElse(Set.of());
        String likely = spoken.size() == 1
                ? spoken.iterator().next()
                : history.isEmpty() ? "" : history.get(history.size() - 1).language();
        String language = room.language().isBlank() ? likely : Language.of(room.language(), "");
        return language.isEmpty()
                ? Optional.empty()
                : opening(new Question("", List.of(""), language, room, history), "");
    }

    /** What a model can read before it is asked. */
    record Opening(ChatModel model, List<ChatRequest.Message> messages) {}

    private Optional<ChatModel> speaker(String language) {
        return model.filter(m -> m.abilities().speaks(language));
    }

    /**
     * The rows that answer the parts of a question, one after the other.
     *
     * @param all empty unless every part has a row: a model that is shown rows answers the others better
     */
    private Optional<Plan.Say> rows(Question question, Knowledge knowledge, String degraded, boolean all) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : question.parts()) {
            List<Match> nearest = answers.nearest(knowledge, question.language(), part, 1);
            Optional<Plan.Say> row = row(nearest, rules.matches(), question.language(), Source.ANSWER, "", degraded);
            if (row.isEmpty() && all) {
                return Optional.empty();
            }
            row.ifPresent(say -> found.putIfAbsent(say.text(), say.detail()));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        found.keySet().forEach(answer -> Marks.appendClause(text, answer));
        return Optional.of(new Plan.Say(
                text.toString(), question.language(), Source.ANSWER, String.join("; ", found.values()), degraded));
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

    private Plan ask(ChatModel speaker, Question question, List<Match> nearest, String degraded) {
        List<KnowledgeRow> shown = speaker.abilities().usesKnowledge()
                ? nearest.stream().map(Match::row).toList()
                : List.of();
        Room room = question.room();
        ChatRequest request = new ChatRequest(
                Prompts.messages(
                        room.persona(), question.language(), question.text(), shown, question.history(), speaker),
                rules.maxTokens(),
                rules.modelTime(),
                rules.temperature(),
                rules.repetitionPenalty(),
                rules.stop(),
                seed(room.seed(), question.text()));
        Plan.Say otherwise =
                lastResort(nearest, question.language(), speaker.engine().model(), degraded);
        return new Plan.Ask(speaker, request, question.language(), degraded, otherwise);
    }

    /** The same room and question give the same seed, whatever was asked before and wherever the room is served. */
    private static int seed(long roomSeed, String question) {
        return (int) (Long.hashCode(roomSeed * 0x9E3779B97F4A7C15L + question.hashCode()) & 0x7fffffffL);
    }
}
