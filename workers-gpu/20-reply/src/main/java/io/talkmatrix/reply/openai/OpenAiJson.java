package io.talkmatrix.reply.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.reply.ChatRequest;
import java.util.Locale;

/** Requests and stream events of OpenAI's chat completions. */
final class OpenAiJson {

    /** The API takes at most four stop strings; the token gate keeps all of them anyway. */
    private static final int MAX_STOPS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenAiJson() {}

    /**
     * One event of the stream.
     *
     * @param text piece of the answer, may be empty
     * @param finishReason empty while the answer goes on
     */
    record Piece(String text, String finishReason) {}

    static String request(String model, ChatRequest request) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", model);
        body.put("stream", true);
        body.put("max_tokens", request.maxTokens());
        body.put("temperature", request.temperature());
        body.put("seed", request.seed());
        ArrayNode messages = body.putArray("messages");
        for (ChatRequest.Message message : request.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.text());
        }
        if (!request.stop().isEmpty()) {
            ArrayNode stops = body.putArray("stop");
            request.stop().stream().limit(MAX_STOPS).forEach(stops::add);
        }
        return body.toString();
    }

    static Piece piece(String server, String data) {
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ChatModelException(
                    server + " sent something that is no JSON: is it an OpenAI-compatible server?", e);
        }
        if (event.hasNonNull("error")) {
            throw new ChatModelException(server + " reported an error in its answer" + errorCode(event));
        }
        JsonNode choice = event.path("choices").path(0);
        if (choice.has("message")) {
            throw new ChatModelException(server + " does not stream its answers: it ignored \"stream\": true");
        }
        return new Piece(
                choice.path("delta").path("content").asText(""),
                choice.path("finish_reason").isNull()
                        ? ""
                        : choice.path("finish_reason").asText(""));
    }

    /** Code or type of an error body; its message may quote the request and is not shown. */
    static String errorCode(String body) {
        try {
            return errorCode(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String errorCode(JsonNode body) {
        JsonNode error = body.path("error");
        String code = error.path("code").asText(error.path("type").asText(""));
        return code.isEmpty() || code.equals("null") || code.length() > 60 ? "" : " (" + code + ")";
    }
}
