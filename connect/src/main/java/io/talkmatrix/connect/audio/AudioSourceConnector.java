package io.talkmatrix.connect.audio;

import io.talkmatrix.connect.Version;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** Brings the sound of a file or of a stream that is pulled to a room's {@code audio.in}. */
public final class AudioSourceConnector extends SourceConnector {

    private Map<String, String> properties;

    @Override
    public void start(Map<String, String> props) {
        new AudioConfig(props);
        properties = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return AudioSourceTask.class;
    }

    /** One task: sound has an order. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {
        // The task owns everything.
    }

    @Override
    public ConfigDef config() {
        return AudioConfig.DEFINITION;
    }

    @Override
    public String version() {
        return Version.ofPlugins();
    }
}
