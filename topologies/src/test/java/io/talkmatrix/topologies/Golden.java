package io.talkmatrix.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;

/**
 * Topologies as they were looked at. A change of names or numbers loses the state of running installations, so it must
 * be seen; {@code -Dtalkmatrix.docs.write=true} writes the new ones.
 */
public final class Golden {

    private Golden() {}

    public static void assertDescribed(Topology topology, String name) throws IOException {
        Path file = Path.of("src/test/resources", name, "topology.txt");
        String described = topology.describe().toString();
        if (Boolean.getBoolean("talkmatrix.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, described);
        }
        assertThat(described).isEqualTo(Files.readString(file));
    }
}
