package io.talkmatrix.connect.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.LiveEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMappingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private int made;

    private EventMapping ready(String name) {
        try (var in = EventMapping.class.getResourceAsStream(name + ".json")) {
            return EventMapping.of(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), CLOCK, () -> "made-" + made++);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static LiveEvent event(List<Mapped> mapped) {
        assertThat(mapped).singleElement().isInstanceOf(Mapped.Event.class);
        return ((Mapped.Event) mapped.get(0)).event();
    }

    @Test
    void aDouyinBridgeWrapsJsonInJson() {
        LiveEvent comment = event(
                ready("douyin-bridge")
                        .map(
                                "shop",
                                "{\"Type\":1,\"Data\":\"{\\\"MsgId\\\":7301,\\\"User\\\":{\\\"Id\\\":9,\\\"Nickname\\\":\\\"小明\\\"},\\\"Content\\\":\\\"多少钱\\\"}\"}"));
        assertThat(comment.kind()).isEqualTo(LiveEvent.Kind.COMMENT);
        assertThat(comment.room()).isEqualTo("shop");
        assertThat(comment.platform()).isEqualTo("douyin");
        assertThat(comment.platformId()).isEqualTo("7301");
        assertThat(comment.user()).isEqualTo("小明");
        assertThat(comment.text()).isEqualTo("多少钱");
        assertThat(comment.attributes()).containsEntry("userId", "9");
        assertThat(comment.atMillis()).isEqualTo(CLOCK.millis());

        LiveEvent gift = event(
                ready("douyin-bridge")
                        .map(
                                "shop",
                                "{\"Type\":5,\"Data\":\"{\\\"MsgId\\\":7302,\\\"User\\\":{\\\"Nickname\\\":\\\"小红\\\"},\\\"GiftName\\\":\\\"玫瑰\\\",\\\"GiftCount\\\":3,\\\"DiamondCount\\\":1}\"}"));
        assertThat(gift.kind()).isEqualTo(LiveEvent.Kind.GIFT);
        assertThat(gift.text()).isEqualTo("玫瑰");
        assertThat(gift.count()).isEqualTo(3);
        assertThat(gift.attributes()).containsEntry("diamonds", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "7", "8", "9"})
    void statisticsOfADouyinBridgeAreNoEvents(String type) {
        assertThat(ready("douyin-bridge").map("r", "{\"Type\":" + type + ",\"Data\":\"{}\"}"))
                .containsExactly(new Mapped.Ignored());
    }

    @Test
    void barrageFlyNamesThePlatform() {
        LiveEvent event = event(
                ready("barrage-fly")
                        .map(
                                "r",
                                "{\"type\":\"GIFT\",\"roomId\":7777,\"platform\":\"bilibili\",\"msg\":{\"username\":\"a\",\"uid\":5,\"giftName\":\"辣条\",\"giftCount\":10,\"giftPrice\":100}}"));
        assertThat(event.platform()).isEqualTo("bilibili");
        assertThat(event.kind()).isEqualTo(LiveEvent.Kind.GIFT);
        assertThat(event.count()).isEqualTo(10);
        assertThat(event.attributes()).containsEntry("platformRoom", "7777").containsEntry("price", "100");
        assertThat(event.platformId()).isEqualTo("made-0");
    }

    @Test
    void lunaSendsCommentsGiftsAndEntrancesButNoOrders() {
        EventMapping luna = ready("luna");
        assertThat(event(luna.map("r", "{\"type\":\"entrance\",\"data\":{\"platform\":\"哔哩哔哩\",\"username\":\"a\"}}"))
                        .kind())
                .isEqualTo(LiveEvent.Kind.ENTER);
        assertThat(luna.map("r", "{\"type\":\"reread_top_priority\",\"data\":{\"content\":\"say it\"}}"))
                .singleElement()
                .isInstanceOf(Mapped.Unusable.class)
                .asString()
                .contains("console");
    }

    @Test
    void bilibiliWritesSeconds() {
        LiveEvent event = event(ready("bilibili")
                .map(
                        "r",
                        "{\"cmd\":\"LIVE_OPEN_PLATFORM_DM\",\"data\":{\"msg\":\"你好\",\"uname\":\"u\",\"msg_id\":\"x-1\",\"timestamp\":"
                                + CLOCK.millis() / 1000 + ",\"open_id\":\"o\"}}"));
        assertThat(event.platformId()).isEqualTo("x-1");
        assertThat(event.atMillis()).isEqualTo(CLOCK.millis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "42",
                "\"text\"",
                "{",
                "{\"Type\":1}",
                "{\"Type\":1,\"Data\":5}",
                "{\"Type\":1,\"Data\":\"not json\"}",
                "{\"Type\":1,\"Data\":\"{}\"}",
                "{\"Type\":{\"a\":1},\"Data\":\"{}\"}",
                "{\"Type\":99,\"Data\":\"{}\"}"
            })
    void whatIsNoMessageHasAReason(String text) {
        assertThat(ready("douyin-bridge").map("r", text)).singleElement().isInstanceOf(Mapped.Unusable.class);
    }

    @Test
    void strangersCannotMakeAnEventLargeOrDeep() {
        EventMapping plain = ready("plain");
        String long_ = "x".repeat(50_000);
        LiveEvent event = event(plain.map(
                "r",
                "{\"kind\":\"gift\",\"id\":\"" + long_ + "\",\"user\":\"" + long_ + "\\u0000\\n\",\"text\":\"" + long_
                        + "\",\"count\":99999999999,\"at\":-1}"));
        assertThat(event.text()).hasSize(1_000);
        assertThat(event.user()).hasSize(64);
        assertThat(event.platformId()).hasSize(128);
        assertThat(event.count()).isEqualTo(1_000_000);
        assertThat(event.atMillis()).isEqualTo(CLOCK.millis());
        assertThat(plain.map("r", "[".repeat(10_000))).singleElement().isInstanceOf(Mapped.Unusable.class);
        assertThat(plain.map("r", "x".repeat(EventMapping.MOST_CHARACTERS + 1)))
                .singleElement()
                .isInstanceOf(Mapped.Unusable.class);
        assertThat(plain.map("r", "[" + "{},".repeat(5_000) + "{}]")).hasSize(501);
    }

    @Test
    void halfACharacterIsNeverLeft() {
        assertThat(MappingRule.bounded("😀".repeat(100), 64)).isEqualTo("😀".repeat(64));
    }

    @Test
    void aMappingThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> EventMapping.of("{\"platform\":\"p\",\"rules\":[]}", CLOCK, () -> ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> EventMapping.of("{\"platform\":\"p\",\"rules\":[{\"kind\":\"SHOUT\"}]}", CLOCK, () -> ""))
                .hasMessageContaining("SHOUT");
    }
}
