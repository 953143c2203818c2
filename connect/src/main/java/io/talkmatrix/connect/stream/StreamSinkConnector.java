package io.talkmatrix.connect.stream;

import io.talkmatrix.connect.Version;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Streams every open room that names outputs: RTMP, RTMPS, SRT, HLS folders and recordings. See docs/go-live.md. */
public final class StreamSinkConnector extends SinkConnector {

    static final String ASSIGNOR = "consumer.override.partition.assignment.strategy";
    private static final System.Logger LOG = System.getLogger(StreamSinkConnector.class.getName());

    private Map<String, String> properties;

    @Override
    public void start(Map<String, String> props) {
        new StreamConfig(props);
        properties = Map.copyOf(props);
        if (!RoomAssignor.class.getName().equals(props.get(ASSIGNOR))) {
            LOG.log(
                    Level.WARNING,
                    "all streams break off for a moment whenever a task comes or goes; set {0}={1}",
                    ASSIGNOR,
                    RoomAssignor.class.getName());
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return StreamSinkTask.class;
    }

    /** Rooms are spread over tasks by their partition. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public void stop() {
        // Tasks own everything.
    }

    @Override
    public ConfigDef config() {
        return StreamConfig.DEFINITION;
    }

    @Override
    public String version() {
        return Version.ofPlugins();
    }
}
