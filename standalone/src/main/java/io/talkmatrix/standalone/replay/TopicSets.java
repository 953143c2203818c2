package io.talkmatrix.standalone.replay;

import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.schemas.TopicCreator;
import io.talkmatrix.schemas.TopicException;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Isolated sets of topics: those that replays wrote ({@code replay.ID.*}) and those that bundles were read into ({@code
 * bundle.ID.*}). The live topics are none of them and are never touched here.
 */
public final class TopicSets implements AutoCloseable {

    /** How the names of replays begin. */
    public static final String REPLAY = "replay";

    /** How the names of imported bundles begin. */
    public static final String BUNDLE = "bundle";

    /** Sets of a kind that are kept; the one that was written longest ago goes when another is made. */
    static final int MOST = 8;

    /** Records of a replay stay so long. */
    static final Duration REPLAY_KEPT = Duration.ofHours(24);

    private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);
    private static final Pattern NAME = Pattern.compile("(replay|bundle)\\.[A-Za-z0-9_-]{1,40}");
    private static final Pattern TOPIC = Pattern.compile("((?:replay|bundle)\\.[A-Za-z0-9_-]{1,40})\\.(.+)");
    private static final long SECONDS = 30;

    /**
     * One set.
     *
     * @param name for example {@code replay.20260101-120000}
     * @param writtenMillis when its latest record was written, 0 if it holds none
     * @param records how many it holds
     */
    public record TopicSet(String name, long writtenMillis, long records) {}

    private final Admin admin;

    public TopicSets(KafkaConnection kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.properties());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        admin = Admin.create(properties);
    }

    /** @throws UserError if it is no name of a set of this kind */
    public static void requireName(String name, String kind) {
        if (!name.startsWith(kind + '.') || !NAME.matcher(name).matches()) {
            throw new UserError(
                    Kind.BAD_DATA, "'" + name + "' must be " + kind + ".ID, the ID of 1 to 40 of A-Z a-z 0-9 _ -");
        }
    }

    /** What the names of a set's topics begin with. */
    public static String prefix(String name) {
        return name + '.';
    }

    /** All sets, the latest written first. */
    public List<TopicSet> list() {
        Map<String, Long> records = new TreeMap<>();
        Map<String, Long> written = new HashMap<>();
        List<TopicPartition> places =
                topics().stream().map(topic -> new TopicPartition(topic, 0)).toList();
        Map<TopicPartition, ListOffsetsResultInfo> first = offsets(places, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> end = offsets(places, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> newest = offsets(places, OffsetSpec.maxTimestamp());
        for (TopicPartition place : places) {
            String name = setOf(place.topic());
            records.merge(name, end.get(place).offset() - first.get(place).offset(), Long::sum);
            written.merge(name, Math.max(0, newest.get(place).timestamp()), Math::max);
        }
        return records.entrySet().stream()
                .map(set -> new TopicSet(set.getKey(), written.get(set.getKey()), set.getValue()))
                .sorted(Comparator.comparingLong(TopicSet::writtenMillis).reversed())
                .toList();
    }

    /** True if there is such a set. */
    public boolean exists(String name) {
        return topics().stream().anyMatch(topic -> setOf(topic).equals(name));
    }

    /**
     * Makes a set, and deletes those of its kind that were written longest ago beyond {@value #MOST}.
     *
     * @throws UserError if it is there already
     */
    public void create(String name) {
        if (exists(name)) {
            throw taken(name, null);
        }
        String kind = name.substring(0, name.indexOf('.'));
        list().stream()
                .map(TopicSet::name)
                .filter(other -> other.startsWith(kind + '.'))
                .skip(MOST - 1)
                .toList()
                .forEach(this::delete);
        try {
            TopicCreator.createIsolated(admin, prefix(name), kind.equals(REPLAY) ? REPLAY_KEPT : FOREVER);
        } catch (TopicException e) {
            if (e.getCause() instanceof TopicExistsException) {
                throw taken(name, e);
            }
            throw new UserError(Kind.UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static UserError taken(String name, Exception cause) {
        return new UserError(
                Kind.CANNOT_CREATE,
                "there are topics " + name + ".* already: choose another name, or ./talkmatrix replay delete " + name,
                cause);
    }

    /**
     * Deletes a set and its consumer groups.
     *
     * @throws UserError if there is none
     */
    public void delete(String name) {
        List<String> topics =
                topics().stream().filter(topic -> setOf(topic).equals(name)).toList();
        if (topics.isEmpty()) {
            throw new UserError(
                    Kind.NO_INPUT, "there are no topics " + name + ".*; ./talkmatrix replay list says what there is");
        }
        ask("delete the topics " + name + ".*", admin.deleteTopics(topics).all());
        for (String group : groups(name)) {
            try {
                ask(
                        "delete the group " + group,
                        admin.deleteConsumerGroups(List.of(group)).all());
            } catch (UserError e) {
                if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                    throw e;
                }
            }
        }
    }

    private List<String> groups(String name) {
        return ask("list the groups", admin.listGroups().all()).stream()
                .map(group -> group.groupId())
                .filter(group -> group.startsWith(prefix(name)))
                .toList();
    }

    private Collection<String> topics() {
        return ask("list the topics", admin.listTopics().names()).stream()
                .filter(topic -> !setOf(topic).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The set that a topic is of; empty if it is of none. */
    private static String setOf(String topic) {
        Matcher matcher = TOPIC.matcher(topic);
        return matcher.matches() && Topics.named(matcher.group(2)).isPresent() ? matcher.group(1) : "";
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> places, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted =
                places.stream().collect(Collectors.toMap(Function.identity(), place -> which));
        return wanted.isEmpty()
                ? Map.of()
                : ask("read the topics' offsets", admin.listOffsets(wanted).all());
    }

    private static <T> T ask(String what, KafkaFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String why =
                    cause instanceof UnknownTopicOrPartitionException ? "it is just being deleted" : cause.getMessage();
            throw new UserError(Kind.UNAVAILABLE, "Kafka does not " + what + ": " + why, cause);
        } catch (TimeoutException e) {
            throw new UserError(Kind.UNAVAILABLE, "Kafka did not " + what + " within " + SECONDS + " s", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
