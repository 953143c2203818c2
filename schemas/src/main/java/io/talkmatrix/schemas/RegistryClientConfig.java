package io.talkmatrix.schemas;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a schema registry.
 *
 * @param urls {@code schema.registry.url}: base addresses, tried in order
 * @param requestTimeout for one HTTP request
 * @param deadline for one call with all its retries
 * @param retries how often a failed round over all addresses is repeated
 * @param userInfo {@code basic.auth.user.info}: {@code user:password}, if the registry wants it
 */
public record RegistryClientConfig(
        List<URI> urls, Duration requestTimeout, Duration deadline, int retries, Optional<String> userInfo) {

    public RegistryClientConfig {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("schema.registry.url names no address");
        }
        for (URI url : urls) {
            if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new IllegalArgumentException(
                        "schema.registry.url must be http://host:port or https://host:port, not " + url);
            }
        }
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("deadline", deadline);
        if (retries < 0 || retries > 20) {
            throw new IllegalArgumentException("schema registry retries must be 0 to 20, not " + retries);
        }
        if (userInfo.isPresent() && userInfo.get().indexOf(':') < 1) {
            throw new IllegalArgumentException("basic.auth.user.info must be user:password");
        }
    }

    /** Defaults for addresses separated by commas, as Confluent writes them. */
    public static RegistryClientConfig of(String urls) {
        List<URI> addresses = List.of(urls.split(",")).stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url))
                .toList();
        return new RegistryClientConfig(addresses, Duration.ofSeconds(5), Duration.ofSeconds(15), 3, Optional.empty());
    }

    public RegistryClientConfig withUserInfo(String userAndPassword) {
        return new RegistryClientConfig(urls, requestTimeout, deadline, retries, Optional.of(userAndPassword));
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "schema registry " + urls;
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("schema registry " + name + " must be positive, not " + value);
        }
    }
}
