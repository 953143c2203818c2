package io.talkmatrix.inference.models;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where models lie and where they may be fetched from.
 *
 * @param cache folder of all models, one folder each
 * @param localFolder folder with model files brought by hand, asked first: {@code <folder>/<id>/<file>}
 * @param offline whether nothing may be fetched; the local folder is still used
 * @param huggingFace endpoint of Hugging Face or a mirror of it
 * @param modelScope endpoint of ModelScope
 * @param connectTimeout after which a hub counts as unreachable for the rest of the process
 * @param stallTimeout after which a download or client that makes no progress is given up
 * @param commandTimeout within which a package client must finish
 * @param lockTimeout how long to wait for another process that pulls the same model
 */
public record ModelSettings(
        Path cache,
        Optional<Path> localFolder,
        boolean offline,
        URI huggingFace,
        URI modelScope,
        Duration connectTimeout,
        Duration stallTimeout,
        Duration commandTimeout,
        Duration lockTimeout) {

    /** The usual settings with this cache folder. */
    public static ModelSettings in(Path cache) {
        return new ModelSettings(
                cache,
                Optional.empty(),
                false,
                URI.create("https://huggingface.co"),
                URI.create("https://modelscope.cn"),
                Duration.ofSeconds(3),
                Duration.ofMinutes(2),
                Duration.ofMinutes(30),
                Duration.ofMinutes(30));
    }

    /**
     * The usual settings changed by environment variables: TALKMATRIX_MODELS (cache folder), TALKMATRIX_MODEL_DIR (local
     * folder), TALKMATRIX_OFFLINE=true, HF_ENDPOINT, MODELSCOPE_ENDPOINT.
     */
    public static ModelSettings of(Map<String, String> environment, Path home) {
        String cache = environment.getOrDefault("TALKMATRIX_MODELS", "");
        ModelSettings usual = in(
                cache.isBlank() ? home.resolve(".cache").resolve("talkmatrix").resolve("models") : Path.of(cache));
        return new ModelSettings(
                usual.cache,
                Optional.ofNullable(environment.get("TALKMATRIX_MODEL_DIR"))
                        .filter(s -> !s.isBlank())
                        .map(Path::of),
                Boolean.parseBoolean(environment.get("TALKMATRIX_OFFLINE")),
                endpoint(environment, "HF_ENDPOINT", usual.huggingFace),
                endpoint(environment, "MODELSCOPE_ENDPOINT", usual.modelScope),
                usual.connectTimeout,
                usual.stallTimeout,
                usual.commandTimeout,
                usual.lockTimeout);
    }

    /** {@link #of} for this process. */
    public static ModelSettings ofProcess() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    public ModelSettings withOffline(boolean value) {
        return new ModelSettings(
                cache,
                localFolder,
                value,
                huggingFace,
                modelScope,
                connectTimeout,
                stallTimeout,
                commandTimeout,
                lockTimeout);
    }

    public ModelSettings withLocalFolder(Path folder) {
        return new ModelSettings(
                cache,
                Optional.of(folder),
                offline,
                huggingFace,
                modelScope,
                connectTimeout,
                stallTimeout,
                commandTimeout,
                lockTimeout);
    }

    public ModelSettings withHubs(URI huggingFaceEndpoint, URI modelScopeEndpoint) {
        return new ModelSettings(
                cache,
                localFolder,
                offline,
                huggingFaceEndpoint,
                modelScopeEndpoint,
                connectTimeout,
                stallTimeout,
                commandTimeout,
                lockTimeout);
    }

    private static URI endpoint(Map<String, String> environment, String key, URI usual) {
        String value = environment.getOrDefault(key, "");
        if (value.isBlank()) {
            return usual;
        }
        URI uri = URI.create(value.strip().replaceAll("/+$", ""));
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(key + "=" + value + " is not an http or https address");
        }
        return uri;
    }
}
