package io.talkmatrix.standalone.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What a {@link Principal} is granted; all else is denied by a broker without {@code allow.everyone.if.no.acl.found}. */
public final class Grants {

    /**
     * Operations on one thing.
     *
     * @param name of a topic, group or transactional id, or its beginning
     */
    public record Grant(ResourceType type, String name, boolean prefix, Set<AclOperation> operations) {

        public Grant {
            operations = Set.copyOf(operations);
        }

        /** In Kafka's order, so that what is printed is always the same. */
        public List<AclOperation> ordered() {
            return operations.stream().sorted().toList();
        }

        /** @param principal for example {@code User:tts} */
        public List<AclBinding> bindings(String principal) {
            ResourcePattern pattern =
                    new ResourcePattern(type, name, prefix ? PatternType.PREFIXED : PatternType.LITERAL);
            return ordered().stream()
                    .map(operation -> new AclBinding(
                            pattern, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)))
                    .toList();
        }
    }

    private Grants() {}

    /** In the order of the topics, then groups, then transactions. */
    public static List<Grant> of(Principal principal) {
        List<Grant> grants = new ArrayList<>();
        if (principal != Principal.REGISTRY) {
            Topics.all().forEach(topic -> grants.add(of(principal, topic)));
        }
        EnumSet<AclOperation> onTopics = EnumSet.of(CREATE, READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS);
        EnumSet<AclOperation> onGroups = EnumSet.of(READ, DESCRIBE);
        if (principal.deletesItsOwn()) {
            onTopics.add(DELETE);
            onGroups.add(DELETE);
        }
        principal.ownTopics().forEach(name -> grants.add(new Grant(ResourceType.TOPIC, name, true, onTopics)));
        principal
                .groups()
                .forEach(name -> grants.add(
                        new Grant(ResourceType.GROUP, name, name.endsWith("-") || name.endsWith("."), onGroups)));
        if (principal.looksAtListeners()) {
            grants.add(new Grant(ResourceType.GROUP, Principal.ASR.id(), false, EnumSet.of(DESCRIBE)));
        }
        principal
                .transactions()
                .forEach(name ->
                        grants.add(new Grant(ResourceType.TRANSACTIONAL_ID, name, true, EnumSet.of(WRITE, DESCRIBE))));
        return grants;
    }

    private static Grant of(Principal principal, Topic<?> topic) {
        EnumSet<AclOperation> operations = EnumSet.of(DESCRIBE, DESCRIBE_CONFIGS);
        if (principal.reads(topic)) {
            operations.add(READ);
        }
        if (principal.writes(topic)) {
            operations.add(WRITE);
        }
        if (principal == Principal.SETUP) {
            operations.add(CREATE);
        }
        return new Grant(ResourceType.TOPIC, topic.name(), false, operations);
    }
}
