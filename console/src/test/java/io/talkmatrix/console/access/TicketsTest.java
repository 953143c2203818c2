package io.talkmatrix.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Tickets tickets = new Tickets(nanos::get);

    @Test
    void aTicketOpensOnce() {
        String ticket = tickets.issue();

        assertThat(tickets.redeem(ticket)).isTrue();
        assertThat(tickets.redeem(ticket)).isFalse();
        assertThat(tickets.redeem("made up")).isFalse();
    }

    @Test
    void aTicketIsGoodForThirtySeconds() {
        String early = tickets.issue();
        String late = tickets.issue();

        nanos.set(Tickets.VALID.toNanos());
        assertThat(tickets.redeem(early)).isTrue();
        nanos.addAndGet(1_000_000);
        assertThat(tickets.redeem(late)).isFalse();
    }

    @Test
    void theOldestIsVoidWhenThereAreTooMany() {
        String first = tickets.issue();
        String second = tickets.issue();
        for (int i = 2; i <= Tickets.MOST; i++) {
            tickets.issue();
        }

        assertThat(tickets.redeem(first)).isFalse();
        assertThat(tickets.redeem(second)).isTrue();
    }
}
