package io.talkmatrix.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.console.rtc.RtcGateway.Way;
import io.talkmatrix.console.rtc.RtcRefusedException;
import io.talkmatrix.console.rtc.RtcRefusedException.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferTest {

    private static final String HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n";
    private static final String SECURE =
            "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 AA\r\n";
    private static final String PICTURE =
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104\r\nc=IN IP4 0.0.0.0\r\n" + SECURE
                    + "a=recvonly\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n"
                    + "a=rtpmap:102 H264/90000\r\na=fmtp:102 level-asymmetry-allowed=1;packetization-mode=0\r\n"
                    + "a=rtpmap:103 H264/90000\r\na=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1\r\n"
                    + "a=rtpmap:104 VP9/90000\r\n";
    private static final String SOUND =
            "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" + SECURE + "a=rtpmap:111 opus/48000/2\r\n";

    @Test
    void theCodecThatCostsLeastComesFirstAndTheRestStaysInOrder() {
        Offer offer = Offer.of(Way.WHEP, HEAD + PICTURE + SOUND + "a=recvonly\r\n");

        assertThat(offer.sdp())
                .contains("m=video 9 UDP/TLS/RTP/SAVPF 103 102 96 97 104\r\n")
                .endsWith("\r\n");
        assertThat(offer.picture()).isTrue();
        assertThat(offer.sound()).isTrue();
    }

    @Test
    void aMicrophoneSendsSoundAndNothingElse() {
        assertThat(Offer.of(Way.WHIP, HEAD + SOUND + "a=sendonly\r\n").sound()).isTrue();
        refused(Way.WHIP, HEAD + SOUND + "a=recvonly\r\n", "one section of sound that is sent");
        refused(Way.WHIP, HEAD + PICTURE.replace("recvonly", "sendonly") + SOUND, "none of pictures");
    }

    @Test
    void aViewerReceives() {
        refused(Way.WHEP, HEAD + SOUND + "a=sendonly\r\n", "a=recvonly");
        refused(Way.WHEP, HEAD + SOUND + "a=inactive\r\n", "a=recvonly");
        refused(Way.WHEP, HEAD + SOUND + SOUND, "one section of audio, not 2");
    }

    @Test
    void whatWebRtcNeedsIsNamedIfItIsMissing() {
        refused(Way.WHEP, HEAD + PICTURE.replace("a=fingerprint", "a=x-fingerprint"), "a=fingerprint:");
        refused(Way.WHEP, HEAD + PICTURE.replace("a=ice-ufrag", "a=x-ufrag"), "a=ice-ufrag:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"type\":\"offer\"}", "v=0", "v=0\r\nnonsense", "v=0\r\nm=video a b c"})
    void whatIsNoOfferIsRefusedAsSuch(String text) {
        refused(Way.WHEP, text, "");
    }

    @Test
    void endlessOffersAreRefused() {
        refused(Way.WHEP, HEAD + PICTURE + "a=x\r\n".repeat(3000), "at most 2000 lines");
        refused(Way.WHEP, HEAD + SOUND.repeat(9), "1 to 8 sections");
    }

    private static void refused(Way way, String text, String why) {
        assertThatThrownBy(() -> Offer.of(way, text))
                .isInstanceOfSatisfying(
                        RtcRefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.OFFER))
                .hasMessageContaining(why);
    }
}
