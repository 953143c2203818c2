package io.talkmatrix.asr;

import java.time.Duration;
import java.util.List;

/**
 * When speech over the host interrupts it.
 *
 * @param speech speech that pauses the host, 60 ms to 2 s
 * @param decision a pause in which no words were recognized ends after this, 300 ms to 10 s
 * @param backchannels what a listener says without wanting anything: it interrupts nobody and opens no turn
 */
public record Interruption(Duration speech, Duration decision, List<String> backchannels) {

    public Interruption {
        backchannels = List.copyOf(backchannels);
        requireMillis("speech", speech, 60, 2000);
        requireMillis("decision", decision, 300, 10_000);
    }

    /** What suits a conversation in Mandarin and English. */
    public static Interruption usual() {
        return new Interruption(
                Duration.ofMillis(150),
                Duration.ofMillis(1500),
                List.of(
                        "嗯",
                        "嗯哼",
                        "啊",
                        "哦",
                        "噢",
                        "喔",
                        "唔",
                        "呃",
                        "哎",
                        "诶",
                        "欸",
                        "哈",
                        "呵",
                        "好",
                        "好的",
                        "好吧",
                        "好呀",
                        "对",
                        "对的",
                        "对对",
                        "是",
                        "是的",
                        "是啊",
                        "行",
                        "行吧",
                        "可以",
                        "没错",
                        "这样",
                        "这样啊",
                        "原来如此",
                        "知道了",
                        "明白",
                        "明白了",
                        "uh-huh",
                        "uh huh",
                        "uh",
                        "um",
                        "umm",
                        "hmm",
                        "hm",
                        "mm",
                        "mmm",
                        "mhm",
                        "mm-hmm",
                        "mm-hm",
                        "mhmm",
                        "yeah",
                        "yep",
                        "yup",
                        "yes",
                        "ok",
                        "okay",
                        "oh",
                        "ah",
                        "aha",
                        "right",
                        "sure",
                        "i see",
                        "got it",
                        "all right",
                        "alright",
                        "wow",
                        "haha",
                        "ha"));
    }

    private static void requireMillis(String key, Duration value, long least, long most) {
        if (value.toMillis() < least || value.toMillis() > most) {
            throw new IllegalArgumentException("asr.interruption." + key + " is " + value.toMillis()
                    + " ms, allowed are " + least + " to " + most + " ms");
        }
    }
}
