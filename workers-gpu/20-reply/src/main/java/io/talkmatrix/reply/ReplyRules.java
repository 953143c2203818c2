package io.talkmatrix.reply;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the stage decides.
 *
 * @param matches when a knowledge row answers, for each language tag
 * @param lastResort when a row answers although no model could speak instead: a lower bar for the same languages
 * @param rowsShown how many rows are put beside the question for models able to use them
 * @param splitting where clauses are cut
 * @param maxTokens most tokens of a model's answer
 * @param modelTime longest time a model may work on an answer
 * @param temperature of the model
 * @param repetitionPenalty of the model
 * @param stop strings that end a model's answer
 * @param startDeadline longest wait for the conductor to start the turn
 * @param atOnce answers a model writes at the same time
 * @param firstWords longest wait for the first words of a model's answer, before something else is said
 * @param queueTime longest wait for the model to come to an answer, before something else is said
 * @param modelRest how long a model rests after an answer's first clause, so that the voice has the processor
 * @param lead how much of an answer may be made and not yet heard
 * @param fillers what bridges a wait
 * @param speculation whether a partial result that is likely to become final is worked on
 * @param readAhead whether the model reads the conversation while somebody still speaks
 */
public record ReplyRules(
        Map<String, CommonAnswers.Rule> matches,
        Map<String, CommonAnswers.Rule> lastResort,
        int rowsShown,
        ClauseSplitter.Rules splitting,
        int maxTokens,
        Duration modelTime,
        float temperature,
        float repetitionPenalty,
        List<String> stop,
        Duration startDeadline,
        int atOnce,
        Duration firstWords,
        Duration queueTime,
        Duration modelRest,
        PlayoutLead lead,
        Fillers fillers,
        boolean speculation,
        boolean readAhead) {

    public ReplyRules {
        matches = Map.copyOf(matches);
        lastResort = Map.copyOf(lastResort);
        stop = List.copyOf(stop);
    }
}
