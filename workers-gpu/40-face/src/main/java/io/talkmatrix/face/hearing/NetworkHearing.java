package io.talkmatrix.face.hearing;

import io.talkmatrix.face.Hearing;

/** Hears mouth shapes with the network in the source tree; see docs/hearing.md for how well. Immutable. */
public final class NetworkHearing implements Hearing {

    private final HearingWeights weights;

    private NetworkHearing(HearingWeights weights) {
        this.weights = weights;
    }

    public static NetworkHearing load() {
        return new NetworkHearing(HearingWeights.shipped());
    }

    @Override
    public String model() {
        return "hearing-4";
    }

    @Override
    public Listening open(long startSamples) {
        return new HeardVoice(weights, startSamples);
    }
}
