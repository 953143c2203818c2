package io.talkmatrix.stage;

/**
 * Who gets the processor first while there is not enough of it: what is heard before what is seen, and both before the
 * words that are not due yet. A language model works with every core it is given and seconds ahead of the voice, so beside
 * it recognition and speech would wait for each token. Thread priorities count only where the JVM hands them to the system
 * ({@code -XX:ThreadPriorityPolicy=1}, as the launcher does); native threads inherit that of the thread that starts them.
 */
public enum Urgency {
    /** Recognition, answers, speech, and everything that carries them. */
    VOICE(Thread.NORM_PRIORITY),
    /** The face. */
    PICTURE(Thread.MIN_PRIORITY + 1),
    /** A language model in this process. */
    WORDS(Thread.MIN_PRIORITY);

    private final int threadPriority;

    Urgency(int threadPriority) {
        this.threadPriority = threadPriority;
    }

    /** For {@link Thread#setPriority}, before the thread is started: a process may lower itself, but not rise again. */
    public int threadPriority() {
        return threadPriority;
    }
}
