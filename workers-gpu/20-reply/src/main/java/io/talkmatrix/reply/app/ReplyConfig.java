package io.talkmatrix.reply.app;

import io.talkmatrix.reply.CommonAnswers;
import java.time.Duration;
import java.util.Map;

/**
 * Configuration of the reply stage.
 *
 * @param llm model id of the catalogue ({@code smollm2-135m}, {@code qwen2.5-0.5b}), or {@code none}; unused with a url
 * @param llmUrl base address of an OpenAI-compatible server, empty to answer with {@code llm} in this process
 * @param llmUrlModel name of the model at that server
 * @param llmKeyVariable name of the environment variable that holds the server's key, empty for none
 * @param llmThreads threads of the local model
 * @param llmSlots answers at once, local or remote; a local model repeats an answer for the same seed only with 1, since
 *     answers batched together change each other's rounding
 * @param llmTime longest time a model may work on an answer
 * @param llmMaxTokens most tokens of an answer
 * @param llmTemperature how freely the model answers, 0 to 2
 * @param llmRepetitionPenalty how much the model shuns what it said, 1 to 2
 * @param matches when a knowledge row answers, for each language tag
 * @param lastResort the lower bar for rows when no model speaks the language
 * @param rowsShown rows put beside the question for models able to use them
 * @param shortFirstClause whether the first clause ends as early as the sentence allows
 * @param startDeadline longest wait for the conductor to start a turn
 */
public record ReplyConfig(
        String llm,
        String llmUrl,
        String llmUrlModel,
        String llmKeyVariable,
        int llmThreads,
        int llmSlots,
        Duration llmTime,
        int llmMaxTokens,
        double llmTemperature,
        double llmRepetitionPenalty,
        Map<String, CommonAnswers.Rule> matches,
        Map<String, CommonAnswers.Rule> lastResort,
        int rowsShown,
        boolean shortFirstClause,
        Duration startDeadline) {

    public ReplyConfig {
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
        within("reply.llm-time in seconds", llmTime.toMillis() / 1000.0, 0.1, 120);
        within("reply.llm-max-tokens", llmMaxTokens, 1, 1024);
        within("reply.llm-temperature", llmTemperature, 0, 2);
        within("reply.llm-repetition-penalty", llmRepetitionPenalty, 1, 2);
        within("reply.rows-shown", rowsShown, 0, 10);
        within("reply.start-deadline in seconds", startDeadline.toMillis() / 1000.0, 1, 3600);
    }

    public static ReplyConfig defaults() {
        return new ReplyConfig(
                "smollm2-135m",
                "",
                "",
                "",
                2,
                1,
                Duration.ofSeconds(15),
                96,
                0.4,
                1.15,
                Map.of("zh", new CommonAnswers.Rule(0.50, 0.055), "en", new CommonAnswers.Rule(0.50, 0.055)),
                Map.of("zh", new CommonAnswers.Rule(0.47, 0.05), "en", new CommonAnswers.Rule(0.45, 0.05)),
                3,
                true,
                Duration.ofSeconds(120));
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
                llmTime,
                llmMaxTokens,
                llmTemperature,
                llmRepetitionPenalty,
                matches,
                lastResort,
                rowsShown,
                shortFirstClause,
                startDeadline);
    }

    private static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(key + " must be between " + least + " and " + most + ", it is " + value);
        }
    }
}
