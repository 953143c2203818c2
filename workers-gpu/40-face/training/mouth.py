"""The face's mouth at 25 frames a second for given shapes: `Coarticulation.java` for the channels that are judged, and
the measures of `LipSyncMeter.java` and `MouthScore.java` on it."""
import numpy as np

from network import VISEMES

INDEX = {name: i for i, name in enumerate(VISEMES)}
FRAMES_A_SECOND = 25
# MouthShapes.java in the order of the shapes: jaw, upper lip, lower lip, round, press
TARGET = np.array([
    [0, 0, 0, 0, 0], [0, 0, 0, 0, .8], [.012, .010, 0, 0, 0], [.150, .010, .004, 0, 0], [.090, .010, .008, 0, 0],
    [.080, .006, .004, .05, 0], [.105, .004, .004, .65, 0], [.042, .002, .004, 1.1, 0], [.050, .012, .014, 0, 0],
    [.028, .010, .016, 0, 0], [.035, .010, .016, .75, 0], [.045, .006, .010, 0, 0], [.065, .008, .006, 0, 0],
    [.050, .004, .008, .5, 0], [.060, .006, .006, 0, 0]])
VOWEL, CONSONANT, ROUNDED = [1, 1, 1, 1, .3], [.35, .5, .8, .25, .3], [.9, .8, .8, 1.6, .3]
DOMINANCE = np.array([
    [.8, .7, .7, .5, .5], [1.2, 1, 1, .15, 3], [1.2, 1.4, 1, .2, 1], VOWEL, VOWEL, VOWEL, VOWEL, ROUNDED, VOWEL,
    CONSONANT, ROUNDED, CONSONANT, CONSONANT, ROUNDED, CONSONANT])
GAP = TARGET[:, 0] + TARGET[:, 1] + TARGET[:, 2] - .1 * TARGET[:, 4]    # LipSyncMeter.gap
ROUND = TARGET[:, 3]
LEAD, DECAY, ROUND_AHEAD, LIPS_BACK, RAMP = .008, .030, .085, .036, .055
OPEN = [INDEX[name] for name in ('AH', 'EH', 'OH')]
SPREAD = [INDEX[name] for name in ('AH', 'EH', 'EE')]
ROUNDED_SHAPES = [INDEX[name] for name in ('OH', 'WOO')]
BRIEF, BRIEF_MORE, BRIEF_RAMP = .045, .010, .020
LONG = .07          # seconds


def joined(spans):
    """Neighbours of one shape are one shape."""
    out = []
    for shape, start, end in spans:
        if end <= start:
            continue
        if out and out[-1][0] == shape and abs(out[-1][2] - start) < 1e-6:
            out[-1] = (shape, out[-1][1], end)
        else:
            out.append((shape, start, end))
    return out


def of_frames(shapes, longest=24):
    """Spans of the shapes of 10 ms frames; long ones in pieces, as `HeardVoice.java` tells them."""
    spans, since = [], 0
    for t in range(1, len(shapes) + 1):
        if t == len(shapes) or shapes[t] != shapes[since] or t - since == longest:
            spans.append((int(shapes[since]), since * .01, t * .01))
            since = t
    return spans


def fading(away, seconds):
    return np.where(away <= 0, 1, np.exp(-(np.maximum(away, 0) / seconds) ** 1.2))


def pose(spans, times):
    """[times, 5]: jaw, upper lip, lower lip, round, press"""
    shape = np.array([0] + [s for s, _, _ in spans] + [0])
    start = np.array([spans[0][1] - 9] + [a for _, a, _ in spans] + [spans[-1][2]])
    end = np.array([spans[0][1]] + [b for _, _, b in spans] + [spans[-1][2] + 9])
    time = times[:, None]
    ahead = start - LEAD - time
    away = np.maximum(0, np.maximum(ahead, time - (end - LEAD)))
    centre = 1 - np.abs(time - ((start + end) / 2 - LEAD)) / np.maximum((end - start) / 2, .02)
    boost = 1 + 1.2 * np.maximum(0, centre)
    near = boost * fading(away, DECAY)
    near_round = boost * np.where(ahead > 0, fading(away, ROUND_AHEAD), fading(away, LIPS_BACK))
    out = np.empty((len(times), 5))
    for c in range(5):
        weight = (near_round if c == 3 else near) * DOMINANCE[shape, c]
        out[:, c] = (weight @ TARGET[shape, c]) / (1e-6 + weight.sum(axis=1))
    for s, a, b in spans:
        if s in (1, 2):
            insist(out, times, s, a, b)
    return out


def insist(out, times, shape, start, end):
    if end - start < BRIEF:
        first, last, ramp = start - BRIEF_MORE, end + BRIEF_MORE, BRIEF_RAMP
    else:
        first, last, ramp = start - .015, max(end - .015, start + .040), RAMP
    x = np.clip(np.minimum((times - (first - ramp)) / ramp, (last + ramp - times) / ramp), 0, 1)
    closed = np.where(np.abs(times - (first + last) / 2) <= .5 / FRAMES_A_SECOND, 1, x * x * (3 - 2 * x))
    out[:, 2] *= 1 - closed
    if shape == 1:
        out[:, :2] *= (1 - closed)[:, None]
        out[:, 4] = np.maximum(out[:, 4], .8 * closed)
    else:
        out[:, 0] = out[:, 0] * (1 - closed) + .012 * closed


def opening(spans, frames):
    """The gap that the shapes stand for, blurred by 50 ms, at 25 frames a second."""
    times = (np.arange(frames)[:, None] + .5) / FRAMES_A_SECOND + .01 * np.arange(-15, 16)
    weight = np.exp(-.5 * (np.arange(-15, 16) / 5) ** 2)
    starts = np.array([a for _, a, _ in spans])
    ends = np.array([b for _, _, b in spans])
    shapes = np.array([s for s, _, _ in spans])
    at = np.clip(np.searchsorted(starts, times, 'right') - 1, 0, None)
    inside = (times >= starts[at]) & (times < ends[at])
    return np.where(inside, GAP[shapes[at]], 0) @ weight / weight.sum()


class Movement:
    """What a mouth does at 25 frames a second: gap that the shapes stand for and that is seen, lips shut, lip on teeth,
    rounding."""

    def __init__(self, gap, seen, shut, teeth, rounding):
        self.gap, self.seen, self.shut, self.teeth, self.rounding = gap, np.maximum(0, seen), shut, teeth, rounding


def movement(spans, frames):
    """Of the face for shapes that it is told."""
    times = (np.arange(frames) + .5) / FRAMES_A_SECOND
    posed = pose(spans, times)
    teeth = np.zeros(frames, bool)
    for shape, a, b in spans:
        if shape == INDEX['F']:
            teeth |= (times >= a - .035) & (times <= b + .035)
    seen = posed[:, :3].sum(axis=1) - .1 * posed[:, 4]
    return Movement(opening(spans, frames), seen, (posed[:, 4] > .4) & (posed[:, 0] < .02), teeth, posed[:, 3] > .3)


class MouthScore:
    """Sums over utterances: how a mouth moves against the shapes that were said."""

    def __init__(self):
        self.said, self.heard, self.seen, self.hits = [], [], [], {}

    def add(self, truth, moved):
        """moved: a `Movement` over the same time"""
        frames = len(moved.gap)
        self.said.append(opening(truth, frames))
        self.heard.append(moved.gap)
        self.seen.append(moved.seen)
        for viseme, start, end in truth:
            middle = min(frames - 1, int((start + end) / 2 * FRAMES_A_SECOND))
            around = slice(max(0, middle - 1), middle + 2)
            if viseme == INDEX['M']:
                self.hit('closed at bilabials', moved.shut[around].any())
                self.hit('closed at their very frame', moved.shut[middle])
            if viseme == INDEX['F']:
                self.hit('lip on teeth at f v', moved.teeth[around].any())
            if end - start < LONG:
                continue
            if viseme in OPEN:
                self.hit('closed at open vowels', moved.shut[middle])
            if viseme in ROUNDED_SHAPES:
                self.hit('round at o u w', moved.rounding[middle])
            if viseme in SPREAD:
                self.hit('round at a e i', moved.rounding[middle])

    def hit(self, name, happened):
        self.hits.setdefault(name, []).append(bool(happened))

    def figures(self):
        said, heard = np.concatenate(self.said), np.concatenate(self.heard)
        lags = range(-3, 4)
        found = [np.corrcoef(said[3:-3], np.roll(heard, -lag)[3:-3])[0, 1] for lag in lags]
        best = int(np.argmax(found))
        shift = 0.0
        if 0 < best < len(found) - 1:
            curve = found[best - 1] - 2 * found[best] + found[best + 1]
            shift = .5 * (found[best - 1] - found[best + 1]) / curve
        out = {'correlation': float(np.corrcoef(said, heard)[0, 1]),
               'correlation of the pose': float(np.corrcoef(np.maximum(0, said), np.concatenate(self.seen))[0, 1]),
               'lag ms': float(1000 / FRAMES_A_SECOND * (lags[best] + shift))}
        out.update({name: float(np.mean(values)) for name, values in sorted(self.hits.items())})
        return out

    def counts(self):
        return {name: f'{sum(values)}/{len(values)}' for name, values in sorted(self.hits.items())}
