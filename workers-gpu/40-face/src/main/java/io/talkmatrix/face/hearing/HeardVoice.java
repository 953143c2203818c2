package io.talkmatrix.face.hearing;

import io.talkmatrix.face.Hearing;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;

/**
 * One segment on its way from samples to mouth shapes. A shape is told when the next one is certain or when it has lasted
 * {@value #LONGEST} frames; a longer one is told in pieces, so that whoever waits for it never waits long. Not thread-safe.
 */
final class HeardVoice implements Hearing.Listening {

    private static final int LONGEST = 24;
    private static final int NONE = -1;
    private static final Viseme[] SHAPES = Viseme.values();

    private final BandLevels levels = new BandLevels();
    private final float[] frame = new float[BandLevels.VALUES];
    private final List<LayerStream> layers = new ArrayList<>();
    private final ShapeChoice choice;
    private final int silenceAfter; // samples that the last frame needs to see
    private final long startSamples;
    private List<TimedViseme> told = new ArrayList<>();
    private long samples;
    private long frames;
    private long given;
    private int shape = NONE;
    private long since;
    private boolean finished;

    HeardVoice(HearingWeights weights, long startSamples) {
        for (HearingWeights.Layer layer : weights.layers()) {
            layers.add(new LayerStream(layer, layers.size() == weights.layers().size() - 1));
        }
        this.choice = new ShapeChoice(weights, this::take);
        this.silenceAfter = (weights.ahead() + 2) * BandLevels.HOP;
        this.startSamples = startSamples;
    }

    @Override
    public List<TimedViseme> add(byte[] pcm) {
        if (finished) {
            throw new IllegalStateException("the segment is over");
        }
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            hear((short) (pcm[i] & 0xff | pcm[i + 1] << 8), Long.MAX_VALUE);
            samples++;
        }
        return taken();
    }

    @Override
    public List<TimedViseme> finish() {
        long whole = samples / BandLevels.HOP;
        for (int i = 0; i < silenceAfter; i++) {
            hear((short) 0, whole);
        }
        choice.finish();
        if (shape != NONE && samples > since * BandLevels.HOP) {
            told.add(new TimedViseme(SHAPES[shape], at(since), startSamples + samples));
        }
        finished = true;
        return taken();
    }

    private void hear(short sample, long framesOfSound) {
        if (levels.add(sample, frame)) {
            float[] values = frame;
            for (int i = 0; i < layers.size() && values != null; i++) {
                values = layers.get(i).add(values);
            }
            if (values != null && given < framesOfSound) {
                given++;
                choice.add(values);
            }
        }
    }

    private void take(int next) {
        if (shape != NONE && (next != shape || frames - since == LONGEST)) {
            told.add(new TimedViseme(SHAPES[shape], at(since), at(frames)));
            since = frames;
        }
        shape = next;
        frames++;
    }

    private long at(long frame) {
        return startSamples + frame * BandLevels.HOP;
    }

    private List<TimedViseme> taken() {
        List<TimedViseme> out = told;
        told = new ArrayList<>();
        return out;
    }
}
