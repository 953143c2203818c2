package io.talkmatrix.connect.stream;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Assigns partitions by their number, all topics of a room together, and leaves a number where it is as long as loads differ
 * by one at most; what came last moves first. It is cooperative: when consumers come and go, nobody gives up what it keeps;
 * what is to move is given away once its owner has let it go, in a second rebalance that follows at once. One instance
 * belongs to one consumer and its thread. See decision 0039.
 */
public final class RoomAssignor implements ConsumerPartitionAssignor {

    /** What a consumer says it has, longest owned first, and how new that is. */
    record Claim(int generation, Set<Integer> numbers) {}

    private final Set<Integer> mine = new LinkedHashSet<>();

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        Set<Integer> now = numbers(assignment.partitions());
        mine.retainAll(now);
        mine.addAll(now);
    }

    /** The numbers it has, longest owned first, four bytes each. */
    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        ByteBuffer data = ByteBuffer.allocate(Integer.BYTES * mine.size());
        mine.forEach(data::putInt);
        return data.flip();
    }

    private static Claim claim(Subscription said) {
        Set<Integer> numbers = new LinkedHashSet<>();
        if (said.userData() != null) {
            for (IntBuffer data = said.userData().asIntBuffer(); data.hasRemaining(); ) {
                numbers.add(data.get());
            }
        }
        // A consumer that lost everything is not told so as an assignor.
        Set<Integer> owned = numbers(said.ownedPartitions());
        numbers.retainAll(owned);
        numbers.addAll(owned);
        return new Claim(said.generationId().orElse(-1), numbers);
    }

    private static Set<Integer> numbers(List<TopicPartition> partitions) {
        Set<Integer> numbers = new TreeSet<>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Set<String> topics = new TreeSet<>();
        SortedMap<String, Claim> claims = new TreeMap<>();
        Map<TopicPartition, Set<String>> owners = new HashMap<>();
        group.groupSubscription().forEach((member, said) -> {
            topics.addAll(said.topics());
            claims.put(member, claim(said));
            said.ownedPartitions().forEach(partition -> owners.computeIfAbsent(partition, key -> new HashSet<>())
                    .add(member));
        });
        SortedMap<Integer, List<TopicPartition>> all = new TreeMap<>();
        for (String topic : topics) {
            for (PartitionInfo partition : cluster.partitionsForTopic(topic)) {
                int number = partition.partition();
                all.computeIfAbsent(number, key -> new ArrayList<>()).add(new TopicPartition(topic, number));
            }
        }
        Map<String, Assignment> assignments = new HashMap<>();
        share(all.keySet(), claims).forEach((member, numbers) -> {
            List<TopicPartition> free = numbers.stream()
                    .flatMap(number -> all.get(number).stream())
                    .filter(partition -> Set.of(member).containsAll(owners.getOrDefault(partition, Set.of())))
                    .toList();
            assignments.put(member, new Assignment(free));
        });
        return new GroupAssignment(assignments);
    }

    /**
     * Who is to have which numbers in the end: everybody as many as anybody, give or take one, with as few moves as that
     * takes.
     *
     * @param claims of every member; of two who claim the same the newer one has it
     * @return of every member, longest owned first
     */
    static SortedMap<String, Deque<Integer>> share(Set<Integer> numbers, SortedMap<String, Claim> claims) {
        SortedMap<String, Deque<Integer>> shares = new TreeMap<>();
        Set<Integer> homeless = new TreeSet<>(numbers);
        claims.forEach((member, claim) -> {
            Deque<Integer> share = new ArrayDeque<>();
            for (int number : claim.numbers()) {
                if (numbers.contains(number) && member.equals(owner(number, claims))) {
                    share.add(number);
                    homeless.remove(number);
                }
            }
            shares.put(member, share);
        });
        Comparator<Deque<Integer>> load = Comparator.comparingInt(Deque::size);
        for (int number : homeless) {
            shares.values().stream().min(load).orElseThrow().add(number);
        }
        while (true) {
            Deque<Integer> least = shares.values().stream().min(load).orElseThrow();
            Deque<Integer> most = shares.values().stream().max(load).orElseThrow();
            if (most.size() - least.size() < 2) {
                return shares;
            }
            least.add(most.removeLast());
        }
    }

    private static String owner(int number, SortedMap<String, Claim> claims) {
        return claims.keySet().stream()
                .filter(member -> claims.get(member).numbers().contains(number))
                .max(Comparator.comparingInt(member -> claims.get(member).generation()))
                .orElseThrow();
    }
}
