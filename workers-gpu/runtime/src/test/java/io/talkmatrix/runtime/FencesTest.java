package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.schemas.RecordHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FencesTest {

    private final Fences fences = new Fences();

    @Test
    void behindAMarkerLowerEpochsAreNotHeard() {
        assertThat(fences.drops(unit(0, 4))).isFalse();
        assertThat(fences.drops(marker(0, 5))).isTrue();
        assertThat(fences.drops(unit(0, 4))).isTrue();
        assertThat(fences.drops(unit(0, 5))).isFalse();
    }

    @Test
    void aReaderThatCameAfterTheMarkerGoesByTheHighestEpoch() {
        assertThat(fences.drops(unit(0, 5))).isFalse();
        assertThat(fences.drops(unit(0, 4))).isTrue();
    }

    @Test
    void aGroupThatCountsFromTheBeginningAgainIsHeardBehindItsMarker() {
        assertThat(fences.drops(marker(0, 90))).isTrue();
        assertThat(fences.drops(marker(0, 1))).isTrue();
        assertThat(fences.drops(unit(0, 1))).isFalse();
    }

    @Test
    void otherPartitionsAndWritersWithoutAnEpochAreHeard() {
        assertThat(fences.drops(marker(0, 5))).isTrue();
        assertThat(fences.drops(unit(1, 4))).isFalse();
        assertThat(fences.drops(new ConsumerRecord<>("t", 0, 0, "k", "v"))).isFalse();
    }

    private static ConsumerRecord<String, String> unit(int partition, long epoch) {
        ConsumerRecord<String, String> record = new ConsumerRecord<>("t", partition, 0, "k", "v");
        RecordHeaders.writeEpoch(record.headers(), epoch);
        return record;
    }

    private static ConsumerRecord<String, String> marker(int partition, long epoch) {
        ConsumerRecord<String, String> record = new ConsumerRecord<>("t", partition, 0, null, null);
        RecordHeaders.writeTakeover(record.headers(), epoch);
        return record;
    }
}
