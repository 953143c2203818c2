package io.talkmatrix.standalone.cli;

import io.talkmatrix.schemas.TopicCreator;
import io.talkmatrix.schemas.TopicException;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StackSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics of a Kafka outside. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {"The topics of a Kafka of yours.", "管理外部 Kafka 中的主题。"},
        subcommands = TopicsCommand.Create.class)
public class TopicsCommand {

    /** Makes those that are missing. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Creates the topics that are missing, and checks those that are there. Workers do the same",
                "with 12 partitions if they may: this is for more partitions, and for a Kafka that asks who creates."
            })
    static class Create implements Callable<Integer> {

        @Option(
                names = "--partitions",
                paramLabel = "N",
                defaultValue = "" + Topics.DEFAULT_PARTITIONS,
                description = {
                    "Of every topic (default: ${DEFAULT-VALUE}). Chosen once: rooms are bound to partitions, and no",
                    "stage can have more workers."
                })
        int partitions;

        @Option(
                names = "--replication",
                paramLabel = "N",
                defaultValue = "-1",
                description = "Replicas of every partition (default: what the brokers say).")
        short replication;

        @Mixin
        StackOptions options;

        @Override
        public Integer call() {
            StackSettings settings = options.settings();
            String servers = settings.bootstrapServers()
                    .orElseThrow(() -> new UserError(
                            Kind.BAD_DATA, "topics create needs --bootstrap-servers (and --registry-url)"));
            Map<String, Object> client = new HashMap<>(settings.access().properties());
            client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
            try (Admin admin = Admin.create(client)) {
                TopicCreator.ensure(admin, partitions, replication);
            } catch (TopicException e) {
                throw new UserError(Kind.UNAVAILABLE, e.getMessage(), e);
            } catch (IllegalArgumentException e) {
                throw new UserError(Kind.BAD_DATA, e.getMessage(), e);
            }
            System.out.println(Topics.all().size() + " topics with " + partitions + " partitions each are there.");
            return 0;
        }
    }
}
