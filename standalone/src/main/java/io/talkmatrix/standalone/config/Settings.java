package io.talkmatrix.standalone.config;

import io.talkmatrix.asr.app.AsrConfig;
import io.talkmatrix.console.ConsoleSettings;
import io.talkmatrix.console.live.LiveSettings;
import io.talkmatrix.face.app.FaceConfig;
import io.talkmatrix.moderation.ModerationSettings;
import io.talkmatrix.reply.app.ReplyConfig;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.topologies.conductor.ConductorSettings;
import io.talkmatrix.topologies.director.DirectorSettings;
import io.talkmatrix.tts.app.TtsConfig;
import io.talkmatrix.webrtc.WebRtcSettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that can be set. The component's name is the section of its keys: {@code talkmatrix.asr.threads}. The records
 * themselves hold the defaults and the allowed ranges.
 */
public record Settings(
        InferenceConfig inference,
        AsrConfig asr,
        ReplyConfig reply,
        TtsConfig tts,
        FaceConfig face,
        RuntimeSettings runtime,
        ConductorSettings conductor,
        DirectorSettings director,
        ModerationSettings moderation,
        ConsoleSettings console,
        LiveSettings live,
        WebRtcSettings webrtc) {

    /** Names of the profiles. */
    public static final List<String> PROFILES = List.of("default", "edge");

    /** Input of one stage held in memory; a file fed faster than it is heard waits in Kafka. */
    private static final long MOST_INPUT_BYTES = 32L << 20;

    private static final String PREFIX = "talkmatrix";

    /**
     * Settings with where each comes from.
     *
     * @param all in the order of the records
     */
    public record Effective(Settings settings, List<Setting> all) {}

    /** @param profile {@code default} or {@code edge} (smallest models, English alone) */
    public static Settings defaults(String profile) {
        if (!PROFILES.contains(profile)) {
            throw new SettingsException("profile " + profile + " is none of " + PROFILES);
        }
        boolean edge = profile.equals("edge");
        return new Settings(
                InferenceConfig.defaults(),
                edge ? AsrConfig.edge() : AsrConfig.defaults(),
                edge ? ReplyConfig.defaults().withLlm("none") : ReplyConfig.defaults(),
                edge ? TtsConfig.edge() : TtsConfig.defaults(),
                FaceConfig.defaults(),
                RuntimeSettings.defaults(),
                ConductorSettings.defaults(),
                DirectorSettings.defaults(),
                ModerationSettings.defaults(),
                ConsoleSettings.defaults(),
                LiveSettings.defaults(Path.of("avatars")),
                WebRtcSettings.defaults());
    }

    /** For a process that is its broker's only worker: what comes too fast waits in Kafka. */
    public Settings withOwnBroker() {
        return new Settings(
                inference,
                asr,
                reply,
                tts,
                face,
                runtime.waitingInKafka(MOST_INPUT_BYTES),
                conductor,
                director,
                moderation,
                console,
                live,
                webrtc);
    }

    /** With what is told relative to the data folder found in it. */
    public Settings in(Path dataFolder) {
        LiveSettings found = new LiveSettings(
                dataFolder.resolve(live.avatars()),
                live.mostRooms(),
                live.viewersPerRoom(),
                live.viewerQueueBytes(),
                live.viewerDeadlineMillis(),
                live.tickMillis());
        FaceConfig withPacks = face.withPacks(dataFolder.resolve("avatar-packs"));
        return new Settings(
                inference,
                asr,
                reply,
                tts.withVoicePacks(dataFolder.resolve("voice-packs")),
                withPacks,
                runtime,
                conductor,
                director,
                moderation,
                console,
                found,
                webrtc);
    }

    /** For frames that viewers see as they are: marked as generated, with what is seen between turns beside them. */
    public Settings withLiveFace() {
        return new Settings(
                inference,
                asr,
                reply,
                tts,
                face.live(live.avatars()),
                runtime,
                conductor,
                director,
                moderation,
                console,
                live,
                webrtc);
    }

    public Settings withReply(ReplyConfig other) {
        return new Settings(
                inference, asr, other, tts, face, runtime, conductor, director, moderation, console, live, webrtc);
    }

    /**
     * The defaults with what was set.
     *
     * @throws SettingsException if a value is not allowed, or something was set that is no setting
     */
    public static Effective load(Settings defaults, Sources sources) {
        RecordBinder binder = new RecordBinder(sources);
        Settings settings = binder.bind(defaults, PREFIX);
        Set<String> known = binder.settings().stream().map(Setting::key).collect(Collectors.toCollection(HashSet::new));
        sources.requireKnown(known, Set.of(settings.reply().llmKeyVariable()));
        return new Effective(settings, binder.settings());
    }

    /**
     * These settings as text that {@link #load} reads back to the same on the profile's defaults, for a process that is
     * to run with them.
     *
     * @param defaults of the profile which that process starts from
     */
    public Map<String, String> written(Settings defaults) {
        Map<String, String> written = new TreeMap<>();
        // An entry of a map that is not there has to be taken out.
        all(defaults).forEach(setting -> written.put(setting.key(), ""));
        all(this).forEach(setting -> written.put(setting.key(), setting.value()));
        return written;
    }

    private static List<Setting> all(Settings settings) {
        RecordBinder binder = new RecordBinder(Sources.NONE);
        binder.bind(settings, PREFIX);
        return binder.settings();
    }
}
