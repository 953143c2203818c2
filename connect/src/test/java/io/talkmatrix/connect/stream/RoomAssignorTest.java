package io.talkmatrix.connect.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.connect.stream.RoomAssignor.Claim;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RoomAssignorTest {

    private static final List<String> TOPICS = List.of("audio.tts", "video.frames");
    private static final Node NODE = new Node(1, "localhost", 9092);

    /** A group as its coordinator sees it: who has what. */
    private static final class Group {

        private final int partitions;
        private final Map<String, List<TopicPartition>> owned = new TreeMap<>();
        private final Map<String, RoomAssignor> assignors = new HashMap<>();
        private int generation;

        Group(int partitions) {
            this.partitions = partitions;
        }

        /** One rebalance; true if another one follows because something was given up. */
        boolean rebalance() {
            Map<String, Subscription> said = new HashMap<>();
            assignors.keySet().retainAll(owned.keySet());
            owned.forEach((member, has) -> {
                ByteBuffer data = assignors
                        .computeIfAbsent(member, key -> new RoomAssignor())
                        .subscriptionUserData(Set.copyOf(TOPICS));
                said.put(member, new Subscription(TOPICS, data, has, generation, Optional.empty()));
            });
            var result = new RoomAssignor()
                    .assign(cluster(partitions), new GroupSubscription(said))
                    .groupAssignment();
            assertThat(result.keySet()).isEqualTo(owned.keySet());
            Set<TopicPartition> added = new HashSet<>();
            Set<TopicPartition> given = new HashSet<>();
            result.forEach((member, assignment) -> {
                Set<TopicPartition> now = new HashSet<>(assignment.partitions());
                assertThat(now).hasSameSizeAs(assignment.partitions());
                now.stream().filter(p -> !owned.get(member).contains(p)).forEach(p -> assertThat(added.add(p))
                        .isTrue());
                owned.get(member).stream().filter(p -> !now.contains(p)).forEach(given::add);
                assertThat(numbers(assignment.partitions(), "audio.tts"))
                        .isEqualTo(numbers(assignment.partitions(), "video.frames"));
                owned.put(member, assignment.partitions());
                assignors.get(member).onAssignment(assignment, null);
            });
            assertThat(Collections.disjoint(added, given))
                    .as("given away while somebody has it")
                    .isTrue();
            generation++;
            return !given.isEmpty();
        }

        /** Rebalances until nobody has anything to give up. */
        void settle() {
            for (int i = 0; rebalance(); i++) {
                assertThat(i).as("rebalances").isLessThan(2);
            }
            assertThat(owned.values().stream().flatMap(List::stream))
                    .hasSize(2 * partitions)
                    .doesNotHaveDuplicates();
            int[] loads = owned.values().stream().mapToInt(List::size).toArray();
            assertThat(IntStream.of(loads).max().orElseThrow()
                            - IntStream.of(loads).min().orElseThrow())
                    .isLessThanOrEqualTo(2);
        }
    }

    private static Cluster cluster(int partitions) {
        List<PartitionInfo> all = new ArrayList<>();
        for (String topic : TOPICS) {
            for (int i = 0; i < partitions; i++) {
                all.add(new PartitionInfo(topic, i, NODE, new Node[] {NODE}, new Node[] {NODE}));
            }
        }
        return new Cluster("test", List.of(NODE), all, Set.of(), Set.of());
    }

    private static SortedSet<Integer> numbers(List<TopicPartition> partitions, String topic) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void membersComeAndGoAndEverythingElseStaysWhereItIs() {
        Random random = new Random(7);
        for (int partitions : new int[] {1, 2, 7, 32}) {
            Group group = new Group(partitions);
            int named = 0;
            for (int step = 0; step < 200; step++) {
                List<String> members = List.copyOf(group.owned.keySet());
                if (members.size() < 2 || random.nextInt(5) > members.size() / 2) {
                    group.owned.put("member-" + (named++ % 100), List.of());
                } else {
                    group.owned.remove(members.get(random.nextInt(members.size())));
                }
                group.settle();
            }
        }
    }

    @Test
    void whoeverLivesKeepsWhatItHasWhenAnotherDies() {
        Group group = new Group(8);
        List.of("a", "b", "c").forEach(member -> group.owned.put(member, List.of()));
        group.settle();
        List<TopicPartition> a = List.copyOf(group.owned.get("a"));
        List<TopicPartition> b = List.copyOf(group.owned.get("b"));

        group.owned.remove("c");

        assertThat(group.rebalance()).as("somebody gave something up").isFalse();
        assertThat(group.owned.get("a")).containsAll(a);
        assertThat(group.owned.get("b")).containsAll(b);
    }

    @Test
    void aNewMemberGetsItsShareOnceTheOthersHaveLetItGo() {
        Group group = new Group(2);
        group.owned.put("a", List.of());
        group.settle();
        group.owned.put("b", List.of());

        assertThat(group.rebalance()).isTrue();
        assertThat(group.owned.get("a")).hasSize(2);
        assertThat(group.owned.get("b")).isEmpty();
        assertThat(group.rebalance()).isFalse();
        assertThat(group.owned.get("b")).hasSize(2);
    }

    @Test
    void whatWasTakenFromTheDeadMovesOnAndWhatStayedStays() {
        Group group = new Group(2);
        List.of("a", "b").forEach(member -> group.owned.put(member, List.of()));
        group.settle();
        for (String dead : List.of("a", "b")) {
            String alive = dead.equals("a") ? "b" : "a";
            List<TopicPartition> stayed = List.copyOf(group.owned.get(alive));
            group.owned.remove(dead);
            group.settle();
            group.owned.put(dead, List.of());
            group.settle();
            assertThat(group.owned.get(alive)).isEqualTo(stayed);
        }
    }

    @Test
    void aTopicThatIsNotThereYetHasNothingToAssign() {
        Subscription said = new Subscription(List.of("not-there"), null, List.of(), -1, Optional.empty());

        var result = new RoomAssignor().assign(cluster(1), new GroupSubscription(Map.of("a", said)));

        assertThat(result.groupAssignment().get("a").partitions()).isEmpty();
    }

    @Test
    void ofTwoThatClaimTheSameTheNewerHasIt() {
        var claims = new TreeMap<>(Map.of(
                "slept", new Claim(3, Set.of(0, 1)),
                "woke", new Claim(4, Set.of(1))));

        assertThat(RoomAssignor.share(Set.of(0, 1), claims))
                .hasEntrySatisfying("slept", share -> assertThat(share).containsExactly(0))
                .hasEntrySatisfying("woke", share -> assertThat(share).containsExactly(1));
    }
}
