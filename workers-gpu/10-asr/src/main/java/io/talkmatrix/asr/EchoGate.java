package io.talkmatrix.asr;

/** Tells the host's own voice, as it comes back through the microphone, from somebody who speaks. For one thread. */
interface EchoGate {

    /**
     * Listens to the next hop of the microphone.
     *
     * @param hop {@link VoiceDetector#HOP} samples at 16 kHz; not changed and not kept
     * @param captureMillis wall-clock time of its first sample
     * @return true if nothing but the host's voice is in it
     */
    boolean hostAlone(float[] hop, long captureMillis);

    /** Of a room whose host nobody hears. */
    static EchoGate none() {
        return (hop, captureMillis) -> false;
    }
}
