package io.talkmatrix.connect.events;

/**
 * A message as it came.
 *
 * @param text what it says
 * @param position where the feed goes on after it, empty if it cannot
 * @param taken told once: true when everything it caused is acknowledged by Kafka or it caused nothing, false if it was
 *     unusable
 */
record Arrival(String text, String position, Outcome taken) {

    /** Who waits for what became of a message. */
    interface Outcome {
        Outcome NOBODY = reason -> {};

        /** @param refusal why it was of no use; empty if it was taken */
        void done(String refusal);
    }
}
