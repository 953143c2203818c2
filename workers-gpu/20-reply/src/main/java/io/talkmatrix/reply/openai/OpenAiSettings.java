package io.talkmatrix.reply.openai;

import io.talkmatrix.reply.ChatAbilities;
import java.net.URI;
import java.time.Duration;

/**
 * Which server to ask and how.
 *
 * @param url base address, with or without {@code /v1}
 * @param model name the server knows the model by
 * @param key secret sent as a bearer token, empty for none; never logged
 * @param keyVariable name of the environment variable the key came from, for messages
 * @param abilities what the model is good for
 * @param connectTimeout longest wait for a connection
 * @param requestsAtOnce most answers at once
 */
public record OpenAiSettings(
        URI url,
        String model,
        String key,
        String keyVariable,
        ChatAbilities abilities,
        Duration connectTimeout,
        int requestsAtOnce) {

    public OpenAiSettings {
        String scheme = url.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || url.getHost() == null) {
            throw new IllegalArgumentException("a chat server's address looks like http://host:port/v1, not " + url);
        }
        if (requestsAtOnce < 1) {
            throw new IllegalArgumentException("requests at once must be at least 1: " + requestsAtOnce);
        }
    }

    URI completions() {
        String base = url.toString().replaceAll("/+$", "");
        if (base.endsWith("/chat/completions")) {
            return URI.create(base);
        }
        return URI.create(base.endsWith("/v1") ? base + "/chat/completions" : base + "/v1/chat/completions");
    }

    /** Address without user, query or path: what messages may show. */
    String server() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public String toString() {
        return "OpenAiSettings[" + server() + ", " + model + "]";
    }
}
