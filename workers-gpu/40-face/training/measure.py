"""How right mouth shapes are, against shapes that were spoken. Everything per 10 ms frame; truth is one-hot or shares."""
import numpy as np
from scipy.ndimage import gaussian_filter1d

from network import VISEMES

INDEX = {name: i for i, name in enumerate(VISEMES)}
# Columns of the face's table (MouthShapes.java): how far the jaw opens, in eye distances, and how round the lips are.
JAW = np.array([0, 0, .012, .150, .090, .080, .105, .042, .050, .028, .035, .045, .065, .050, .060])
ROUND = np.array([0, 0, 0, 0, 0, .05, .65, 1.1, 0, 0, .75, 0, 0, .5, 0])
OPEN = [INDEX[name] for name in ('AH', 'EH', 'OH')]
SPREAD = [INDEX[name] for name in ('EE', 'EH', 'AH')]
ROUNDED = [INDEX[name] for name in ('OH', 'WOO')]
BLUR = 5            # frames: 50 ms
LONG_VOWEL = 7      # frames
ROUND_ENOUGH = .3
NEAR = 2            # frames around a middle


def opening(shares):
    return gaussian_filter1d(shares @ JAW, BLUR)


def runs(truth):
    """(shape, first frame, frame after the last)"""
    best = truth.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best)) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(best)]])
    return [(best[s], s, e) for s, e in zip(starts, ends)]


class Score:
    """Sums over many utterances. `shares` are what a model says: one-hot choices or probabilities."""

    def __init__(self):
        self.curves, self.hits, self.confusion = [], {}, np.zeros((len(VISEMES), len(VISEMES)))

    def add(self, truth, shares, closed, lip_on_teeth):
        """closed, lip_on_teeth: bool [frames], what the model says of M and F"""
        said = opening(truth)
        for frames in (said, opening(shares)):
            assert len(frames) == len(truth)
        self.curves.append((said[2::4], opening(shares)[2::4]))
        np.add.at(self.confusion, (truth.argmax(1), shares.argmax(1)), 1)
        rounding = shares @ ROUND
        for viseme, start, end in runs(truth):
            middle = (start + end) // 2
            around = slice(max(middle - NEAR, 0), middle + NEAR + 1)
            long = end - start >= LONG_VOWEL
            if viseme == INDEX['M']:
                self.hit('closed at M', closed[around].any())
            if viseme == INDEX['F']:
                self.hit('lip on teeth at F', lip_on_teeth[around].any())
            if viseme in OPEN and long:
                self.hit('closed at open vowels', closed[middle])
            if viseme in ROUNDED and end - start >= 5:
                self.hit('round at ' + VISEMES[viseme], rounding[around].mean() > ROUND_ENOUGH)
            if viseme in SPREAD and long:
                self.hit('round at EE EH AH', rounding[around].mean() > ROUND_ENOUGH)

    def hit(self, name, happened):
        self.hits.setdefault(name, []).append(bool(happened))

    def figures(self):
        a = np.concatenate([said for said, _ in self.curves])
        b = np.concatenate([heard for _, heard in self.curves])
        lags = [self.correlation_at(lag) for lag in range(-8, 9)]
        out = {
            'correlation': float(np.corrcoef(a, b)[0, 1]),
            'lag ms': 10.0 * (int(np.argmax(lags)) - 8) ,
            'frames right': float(np.trace(self.confusion) / self.confusion.sum()),
        }
        out.update({name: float(np.mean(values)) for name, values in sorted(self.hits.items())})
        return out

    def correlation_at(self, lag):
        """of the curves at 25 frames a second, lag in units of 10 ms by interpolation; positive: the model is late"""
        said, heard = [], []
        for a, b in self.curves:
            t = np.arange(len(a)) + lag / 4
            ok = (t >= 0) & (t <= len(a) - 1)
            said.append(a[ok])
            heard.append(np.interp(t[ok], np.arange(len(b)), b))
        return np.corrcoef(np.concatenate(said), np.concatenate(heard))[0, 1]

    def recall(self):
        return {name: float(self.confusion[i, i] / self.confusion[i].sum()) if self.confusion[i].sum() else None
                for i, name in enumerate(VISEMES)}
