package io.talkmatrix.connect.events;

import io.talkmatrix.connect.Version;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** Brings comments, gifts, entries, follows and likes of one room to {@code live.comments}. See docs/go-live.md. */
public final class LiveEventsSourceConnector extends SourceConnector {

    private Map<String, String> properties;

    @Override
    public void start(Map<String, String> props) {
        new EventsConfig(props);
        properties = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return LiveEventsSourceTask.class;
    }

    /** One task, whatever is allowed: a room has one connection. */
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
        return EventsConfig.DEFINITION;
    }

    @Override
    public String version() {
        return Version.ofPlugins();
    }
}
