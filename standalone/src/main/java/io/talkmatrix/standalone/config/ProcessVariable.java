package io.talkmatrix.standalone.config;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Environment variables that are no settings of a stage. */
public enum ProcessVariable {
    TALKMATRIX_DATA("data folder, unless `--data` names one; `~/.local/share/talkmatrix` without either", false),
    TALKMATRIX_MODELS("folder of all models; `~/.cache/talkmatrix/models` without it", false),
    TALKMATRIX_MODEL_DIR("folder with model files brought by hand, `<folder>/<model>/<file>`, asked first", false),
    TALKMATRIX_OFFLINE("`true`: nothing is fetched from a network", false),
    TALKMATRIX_HTTP_PORT(
            "port of metrics and health; without it none is opened, except by `up` and, on a free one, by workers",
            false),
    TALKMATRIX_HOST(
            "address that `up` and workers answer at, unless `--host` names one; 127.0.0.1 without either, any other needs `TALKMATRIX_CONSOLE_TOKEN` or `TALKMATRIX_OIDC_ISSUER`",
            false),
    TALKMATRIX_CONSOLE_TOKEN(
            "what callers of the console must show (`Authorization: Bearer`); without it and without an issuer only this machine is served",
            true),
    TALKMATRIX_OIDC_ISSUER(
            "OpenID Connect issuer whose tokens open the console, too; https, exactly as its tokens name it", false),
    TALKMATRIX_OIDC_CLIENT_ID("our name at that issuer, with which pages log in; an audience of its tokens", false),
    TALKMATRIX_OIDC_CLIENT_SECRET("its secret; a public client has none", true),
    TALKMATRIX_OIDC_AUDIENCE("another audience that tokens may name, for programs", false),
    TALKMATRIX_OIDC_CLAIM(
            "`NAME=VALUE` that a token must hold, for example `groups=studio`; without it whoever the issuer knows comes in",
            false),
    TALKMATRIX_BOOTSTRAP_SERVERS("a Kafka outside, unless `--bootstrap-servers` names one", false),
    TALKMATRIX_REGISTRY_URL("its schema registry, unless `--registry-url` names one", false),
    TALKMATRIX_REGISTRY_USER("`user:password` of that registry, if it wants any", true),
    TALKMATRIX_KAFKA_CONFIG(
            "file of security settings for all clients of the Kafka outside, in Kafka's own keys; single ones also as variables: `TALKMATRIX_KAFKA_SSL_TRUSTSTORE_LOCATION` is `ssl.truststore.location`",
            false),
    TALKMATRIX_KAFKA_USER("user for SASL/SCRAM, over TLS unless another `security.protocol` is set", false),
    TALKMATRIX_KAFKA_PASSWORD("its password", true),
    TALKMATRIX_KAFKA_LOG("level of Kafka's own log lines, for example `WARN`; off without it", false),
    TALKMATRIX_ICE_CREDENTIAL("password of the TURN servers of `talkmatrix.webrtc.ice-servers`", true),
    TALKMATRIX_LLM_KEY(
            "key of the OpenAI-compatible server, unless `talkmatrix.reply.llm-key-variable` names another variable",
            true),
    TALKMATRIX_TRACE("set to anything: errors come with their stack traces", false),
    TALKMATRIX_JAVA_OPTS("options the launcher hands to the JVM", true),
    HF_ENDPOINT("address of Hugging Face or of a mirror", false),
    MODELSCOPE_ENDPOINT("address of ModelScope or of a mirror", false);

    private final String meaning;
    private final boolean secret;

    ProcessVariable(String meaning, boolean secret) {
        this.meaning = meaning;
        this.secret = secret;
    }

    /** In Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Whether the value may hold something nobody should see. */
    public boolean secret() {
        return secret;
    }

    static Set<String> names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.toSet());
    }
}
