package io.talkmatrix.standalone.stack;

import io.talkmatrix.reply.app.ReplyConfig;
import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.config.Settings;
import java.util.Optional;

/**
 * How the four stages are set up in this process.
 *
 * @param profile {@code default} or {@code edge}
 * @param llmUrl OpenAI-compatible server to answer with, instead of the model in process
 * @param llmModel model to ask that server for
 */
public record StageChoice(String profile, Optional<String> llmUrl, Optional<String> llmModel) {

    /**
     * The settings with what was chosen here, which wins.
     *
     * @param keyGiven whether {@link ProcessVariable#TALKMATRIX_LLM_KEY} is set; it counts unless a setting names another
     */
    Settings over(Settings settings, boolean keyGiven) {
        ReplyConfig reply = settings.reply();
        String url = llmUrl.orElse(reply.llmUrl());
        if (url.isEmpty()) {
            return settings;
        }
        String named = reply.llmUrlModel().isBlank() ? "default" : reply.llmUrlModel();
        String usualKey = keyGiven ? ProcessVariable.TALKMATRIX_LLM_KEY.name() : "";
        return settings.withReply(reply.withServer(
                url, llmModel.orElse(named), reply.llmKeyVariable().isEmpty() ? usualKey : reply.llmKeyVariable()));
    }
}
