package io.talkmatrix.reply;

import io.talkmatrix.stage.Degradation;
import io.talkmatrix.stage.ReplySegment;

/** How a question is going to be answered. */
sealed interface Plan {

    /**
     * The words are known.
     *
     * @param text what to say
     * @param language of the text
     * @param source who wrote it
     * @param detail for {@code sourceDetail}
     * @param degraded see {@link io.talkmatrix.stage.TurnUnit#degraded()}
     */
    record Say(String text, String language, ReplySegment.Source source, String detail, String degraded)
            implements Plan {

        /** The same, said instead of something better that could not be had. */
        Say because(String why) {
            return new Say(text, language, source, why + "; " + detail, Degradation.join(degraded, why));
        }
    }

    /**
     * The model writes them.
     *
     * @param otherwise what to say if it fails before its first clause
     */
    record Ask(ChatModel model, ChatRequest request, String language, String degraded, Say otherwise) implements Plan {}
}
