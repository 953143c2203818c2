package io.talkmatrix.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.access.Grants;
import io.talkmatrix.standalone.access.Grants.Grant;
import io.talkmatrix.standalone.access.Principal;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What each worker must be granted in a Kafka that asks. */
@Command(
        name = "acl",
        mixinStandardHelpOptions = true,
        description = {"ACLs for a Kafka that asks who its clients are.", "为开启鉴权的 Kafka 生成各 worker 的 ACL。"},
        subcommands = AclCommand.Print.class)
public class AclCommand {

    /** The forms of printing. */
    enum Form {
        commands,
        table,
        json
    }

    /** Prints them; what they are set with is the operator's own tool and account. */
    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Prints what each worker needs: as commands of kafka-acls.sh, a table, or JSON.")
    static class Print implements Callable<Integer> {

        private static final String SCRIPT =
                "kafka-acls.sh --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN\"";

        @Parameters(arity = "0..*", paramLabel = "WORKER", description = "Only these; all without any.")
        List<String> workers = List.of();

        @Option(
                names = "--format",
                paramLabel = "F",
                defaultValue = "table",
                description = "table (default), commands, json.")
        Form form;

        @Option(
                names = "--prefix",
                paramLabel = "P",
                defaultValue = "User:talkmatrix-",
                description = "What stands before a worker's name in its principal (default: ${DEFAULT-VALUE}).")
        String prefix;

        @Override
        public Integer call() throws JsonProcessingException {
            List<Principal> chosen = workers.isEmpty()
                    ? List.of(Principal.values())
                    : workers.stream().map(Print::principal).toList();
            switch (form) {
                case commands -> chosen.forEach(this::commands);
                case table -> table(chosen);
                case json -> json(chosen);
            }
            return 0;
        }

        private static Principal principal(String id) {
            return Principal.of(id)
                    .orElseThrow(() -> new UserError(
                            Kind.BAD_DATA,
                            "there is no '" + id + "', but "
                                    + Arrays.stream(Principal.values())
                                            .map(Principal::id)
                                            .collect(Collectors.joining(", "))));
        }

        private void commands(Principal principal) {
            System.out.println("# " + principal.id());
            for (Grant grant : Grants.of(principal)) {
                String operations = grant.ordered().stream()
                        .map(operation -> " --operation " + title(operation))
                        .collect(Collectors.joining());
                System.out.println(SCRIPT + " --add --allow-principal '" + prefix + principal.id() + "'" + operations
                        + " --" + kind(grant.type()) + " '" + grant.name() + "'"
                        + (grant.prefix() ? " --resource-pattern-type prefixed" : ""));
            }
        }

        private static String kind(ResourceType type) {
            return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static String title(AclOperation operation) {
            return Arrays.stream(operation.name().split("_"))
                    .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
        }

        /** r reads, w writes, c creates. */
        private static void table(List<Principal> principals) {
            int width = Topics.all().stream()
                    .mapToInt(topic -> topic.name().length())
                    .max()
                    .orElse(0);
            StringBuilder head = new StringBuilder(" ".repeat(width));
            principals.forEach(principal -> head.append(' ').append(principal.id()));
            System.out.println(head);
            for (Topic<?> topic : Topics.all()) {
                StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", topic.name()));
                for (Principal principal : principals) {
                    line.append(String.format(
                            Locale.ROOT, " %-" + principal.id().length() + "s", letters(principal, topic)));
                }
                System.out.println(line.toString().stripTrailing());
            }
            System.out.println();
            for (Principal principal : principals) {
                Grants.of(principal).stream()
                        .filter(grant -> grant.type() != ResourceType.TOPIC || grant.prefix())
                        .forEach(grant -> System.out.println(principal.id() + ": " + kind(grant.type()) + " "
                                + grant.name() + (grant.prefix() ? "*" : "") + " "
                                + grant.ordered().stream().map(Print::title).collect(Collectors.joining(", "))));
            }
            System.out.println();
            System.out.println("r reads, w writes, c creates; all but the registry may describe every topic.");
        }

        private static String letters(Principal principal, Topic<?> topic) {
            String letters = Grants.of(principal).stream()
                    .filter(grant ->
                            grant.type() == ResourceType.TOPIC && grant.name().equals(topic.name()))
                    .flatMap(grant -> grant.ordered().stream())
                    .map(operation -> switch (operation) {
                        case READ -> "r";
                        case WRITE -> "w";
                        case CREATE -> "c";
                        default -> "";
                    })
                    .collect(Collectors.joining());
            return letters.isEmpty() ? "-" : letters;
        }

        private void json(List<Principal> principals) throws JsonProcessingException {
            Map<String, Object> all = new LinkedHashMap<>();
            for (Principal principal : principals) {
                List<Map<String, Object>> grants = new ArrayList<>();
                for (Grant grant : Grants.of(principal)) {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("resource", kind(grant.type()));
                    one.put("name", grant.name());
                    one.put("pattern", grant.prefix() ? "prefixed" : "literal");
                    one.put(
                            "operations",
                            grant.ordered().stream().map(Print::title).toList());
                    grants.add(one);
                }
                all.put(prefix + principal.id(), grants);
            }
            System.out.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        }
    }
}
