package io.talkmatrix.reply.app;

import io.talkmatrix.reply.CommonAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Configuration of the reply stage.
 *
 * @param llm model id of the catalogue ({@code smollm2-135m}, {@code qwen2.5-0.5b}), or {@code none}; unused with a url
 * @param llmUrl base address of an OpenAI-compatible server, empty to answer with {@code llm} in this process
 * @param llmUrlModel name of the model at that server
 * @param llmKeyVariable name of the environment variable that holds the server's key, empty for none
 * @param llmThreads threads of the local model
 * @param llmSlots answers the local model writes at once; rooms take turns clause by clause. With more than 1 on
 *     few cores every first clause comes later
 * @param llmUrlSlots answers asked of the server at once
 * @param llmConversations conversations the local model keeps in memory, at least llm-slots; more rooms than that share
 *     them and are answered later
 * @param llmKeepPrompts whether the local model reads only what is new in a conversation: faster, but the same question
 *     with the same seed may be answered otherwise, depending on what was asked before
 * @param llmFirstWords longest wait for the first words of a model's answer, before a common answer or a set phrase is
 *     said instead
 * @param llmQueueTime longest wait for the model to come to an answer, before a set phrase is said
 * @param llmRest how long the local model rests after an answer's first clause, so that the voice has the processor
 * @param llmTime longest time a model may work on an answer
 * @param llmMaxTokens most tokens of an answer
 * @param llmTemperature how freely the model answers, 0 to 2
 * @param llmRepetitionPenalty how much the model shuns what it said, 1 to 2
 * @param matches when a knowledge row answers, for each language tag
 * @param lastResort the lower bar for rows when no model speaks the language
 * @param rowsShown rows put beside the question for models able to use them
 * @param shortFirstClause whether the first clause ends as early as the sentence allows
 * @param startDeadline longest wait for the conductor to start a turn
 * @param speculation whether the answer is begun on a partial result that is likely to become final
 * @param readAhead whether the local model reads the conversation while somebody still speaks
 * @param leadPause with more than this made and not yet heard no further clause is added
 * @param leadResume from here on the answer goes on
 * @param leadDeadline longest wait for a sink to play on, then the answer goes on all the same
 * @param fillerAfter how late a model's first clause must be for a filler phrase; zero for none
 * @param fillers filler phrases for each language tag, said in turn, separated by commas
 */
public record ReplyConfig(
        String llm,
        String llmUrl,
        String llmUrlModel,
        String llmKeyVariable,
        int llmThreads,
        int llmSlots,
        int llmUrlSlots,
        int llmConversations,
        boolean llmKeepPrompts,
        Duration llmFirstWords,
        Duration llmQueueTime,
        Duration llmRest,
        Duration llmTime,
        int llmMaxTokens,
        double llmTemperature,
        double llmRepetitionPenalty,
        Map<String, CommonAnswers.Rule> matches,
        Map<String, CommonAnswers.Rule> lastResort,
        int rowsShown,
        boolean shortFirstClause,
        Duration startDeadline,
        boolean speculation,
        boolean readAhead,
        Duration leadPause,
        Duration leadResume,
        Duration leadDeadline,
        Duration fillerAfter,
        Map<String, List<String>> fillers) {

    public ReplyConfig {
        fillers = Map.copyOf(fillers);
        matches = Map.copyOf(matches);
        lastResort = Map.copyOf(lastResort);
        if (llm.isBlank()) {
            throw new IllegalArgumentException("reply.llm must be a model id or none, it is empty");
        }
        if (!llmUrl.isEmpty() && llmUrlModel.isBlank()) {
            throw new IllegalArgumentException(
                    "reply.llm-url-model must name the model at " + llmUrl + ", it is empty");
        }
        within("reply.llm-threads", llmThreads, 1, 64);
        within("reply.llm-slots", llmSlots, 1, 64);
        within("reply.llm-url-slots", llmUrlSlots, 1, 256);
        within("reply.llm-conversations", llmConversations, llmSlots, 64);
        within("reply.llm-first-words in seconds", seconds(llmFirstWords), 0.1, 120);
        within("reply.llm-queue-time in seconds", seconds(llmQueueTime), 0.1, 120);
        within("reply.llm-rest in seconds", seconds(llmRest), 0, 2);
        within("reply.llm-time in seconds", seconds(llmTime), 0.1, 120);
        within("reply.llm-max-tokens", llmMaxTokens, 1, 1024);
        within("reply.llm-temperature", llmTemperature, 0, 2);
        within("reply.llm-repetition-penalty", llmRepetitionPenalty, 1, 2);
        within("reply.rows-shown", rowsShown, 0, 10);
        within("reply.start-deadline in seconds", seconds(startDeadline), 1, 3600);
        within("reply.lead-pause in seconds", seconds(leadPause), 0.1, 60);
        within("reply.lead-resume in seconds", seconds(leadResume), 0, seconds(leadPause));
        within("reply.lead-deadline in seconds", seconds(leadDeadline), 1, 600);
        within("reply.filler-after in seconds", seconds(fillerAfter), 0, 30);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    public static ReplyConfig defaults() {
        return new ReplyConfig(
                "smollm2-135m",
                "",
                "",
                "",
                2,
                1,
                8,
                4,
                true,
                Duration.ofSeconds(8),
                Duration.ofSeconds(8),
                Duration.ofMillis(120),
                Duration.ofSeconds(15),
                96,
                0.4,
                1.15,
                Map.of("zh", new CommonAnswers.Rule(0.50, 0.055), "en", new CommonAnswers.Rule(0.50, 0.055)),
                Map.of("zh", new CommonAnswers.Rule(0.47, 0.05), "en", new CommonAnswers.Rule(0.45, 0.05)),
                3,
                true,
                Duration.ofSeconds(120),
                true,
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Map.of(
                        "zh", List.of("嗯，我想一下。", "好问题，稍等。", "让我看看。"),
                        "en", List.of("Let me think.", "Good question.", "One moment.")));
    }

    /** The same with another local model, or {@code none}. */
    public ReplyConfig withLlm(String id) {
        return with(id, "", "", "");
    }

    /** The same with a server instead of a local model. */
    public ReplyConfig withServer(String url, String model, String keyVariable) {
        return with(llm, url, model, keyVariable);
    }

    private ReplyConfig with(String id, String url, String model, String keyVariable) {
        return new ReplyConfig(
                id,
                url,
                model,
                keyVariable,
                llmThreads,
                llmSlots,
                llmUrlSlots,
                llmConversations,
                llmKeepPrompts,
                llmFirstWords,
                llmQueueTime,
                llmRest,
                llmTime,
                llmMaxTokens,
                llmTemperature,
                llmRepetitionPenalty,
                matches,
                lastResort,
                rowsShown,
                shortFirstClause,
                startDeadline,
                speculation,
                readAhead,
                leadPause,
                leadResume,
                leadDeadline,
                fillerAfter,
                fillers);
    }

    private static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(key + " must be between " + least + " and " + most + ", it is " + value);
        }
    }
}
