"""Trains the network that hears mouth shapes, and writes it as the face stage reads it.

    python train.py --corpus FOLDER --corpus FOLDER --stream STREAM.npz --kept STATE.npz --out hearing.bin \
        [--start hearing.bin] [--steps 3000] [--seed 1]

Folders are made by SpeechCorpus (30-tts, tests). What is shown to the network is kept in STREAM.npz, the state of the
training in STATE.npz; both are gone on from if they are there. docs/hearing.md says how and how well.
"""
import argparse
import os
import time
import numpy as np

import corpus
import mouth
import network
import others
from choose import figures, tune
from sound import BANDS, HOP, INPUTS, RATE, features

CROP = 400          # frames of 10 ms
BATCH = 16
TAKES = 4           # of each utterance of ours
ESPEAK_SENTENCES = {'zh': 140, 'en': 240}
KEEP_EVERY = 25     # steps
AVERAGE = .995      # of the weights over steps
# How much a frame counts by its shape. Closed lips and lips on teeth are short, and the first thing eyes check.
WEIGHT = np.ones(len(network.VISEMES), np.float32)
for name, weight in {'M': 2.0, 'F': 2.0, 'WOO': 1.5, 'OH': 1.5, 'R': 1.2, 'SH': 1.2}.items():
    WEIGHT[network.VISEMES.index(name)] = weight
# What eyes see: how far the lips are apart and how round they are, on the average over what may have been said.
SEEN = np.stack([mouth.GAP / .1, mouth.ROUND / 1.1 * .7], axis=1).astype(np.float32)
SEEN_COUNTS = 2.0
BLUR = np.exp(-.5 * (np.arange(-8, 9) / 4) ** 2).astype(np.float32)
BLUR /= BLUR.sum()


def take(entry, random):
    """An utterance from another throat, in a room or not -> features, labels"""
    voice, said = (corpus.samples(entry), corpus.spans(entry)) if isinstance(entry, dict) else entry
    pace = random.uniform(.84, 1.18)    # moves pitch and formants along
    voice = np.interp(np.arange(0, len(voice) - 1, pace), np.arange(len(voice)), voice).astype(np.float32)
    before, after = random.uniform(.02, .5, 2)
    voice = np.concatenate([np.zeros(int(before * RATE)), voice, np.zeros(int(after * RATE))]).astype(np.float32)
    x = features(in_a_room(voice, random) if random.random() < .5 else voice)
    return x, corpus.labels([(viseme, before + a / pace, before + b / pace) for viseme, a, b in said], len(x))


def in_a_room(voice, random):
    """Colour, band limits, reverberation, noise and gain."""
    size = 1 << int(np.ceil(np.log2(len(voice) + RATE // 2)))
    spectrum = np.fft.rfft(voice, size)
    hz = np.fft.rfftfreq(size, 1 / RATE)
    knots = np.array([0, 150, 400, 1000, 2400, 5000, 12000])
    spectrum *= 10 ** (np.interp(hz, knots, random.normal(0, 3.5, len(knots))) / 20)
    if random.random() < .25:
        spectrum /= np.sqrt(1 + (hz / random.uniform(3300, 7000)) ** 12)
    if random.random() < .25:
        spectrum *= (hz / random.uniform(100, 300)) ** 2 / np.sqrt(1 + (hz / 200) ** 4)
    if random.random() < .35:
        length = random.uniform(.08, .4)
        tail = random.normal(size=int(length * RATE)) * 10 ** (-3 * np.arange(int(length * RATE)) / (length * RATE))
        tail *= 10 ** (random.uniform(-14, -3) / 20) / np.sqrt(np.sum(tail ** 2))
        tail[:24] = 0
        tail[0] = 1
        spectrum *= np.fft.rfft(tail, size)
    voice = np.fft.irfft(spectrum, size)[:len(voice)]
    loud = np.sqrt(np.mean(voice[np.abs(voice) > 1e-3] ** 2)) if (np.abs(voice) > 1e-3).any() else .05
    if random.random() < .7:
        voice = voice + noise(len(voice), random) * loud * 10 ** (-random.uniform(8, 45) / 20)
    voice = voice * (.08 / loud) * 10 ** (random.uniform(-24, 6) / 20)
    return np.round(np.clip(voice, -1, 1) * 32767) / 32768


def noise(count, random):
    """Coloured, now and then with a hum, of power 1."""
    size = 1 << int(np.ceil(np.log2(count)))
    hz = np.fft.rfftfreq(size, 1 / RATE)
    spectrum = np.fft.rfft(random.normal(size=size)) / np.maximum(hz, 50) ** random.uniform(0, 1)
    out = np.fft.irfft(spectrum, size)[:count]
    if random.random() < .2:
        out = out / out.std() + random.uniform(.2, 1.5) * np.sin(2 * np.pi * random.uniform(45, 400) * np.arange(count) / RATE)
    return out / out.std()


def espeak_takes(texts, language, random):
    espeak, name = others.Espeak(), {'zh': 'cmn', 'en': 'en-us'}[language]
    for _ in range(ESPEAK_SENTENCES[language]):
        voice = name + '+' + others.ESPEAK_TRAINING[random.integers(len(others.ESPEAK_TRAINING))]
        text = texts[random.integers(len(texts))]
        yield take(espeak.say(text, voice, int(random.integers(120, 210)), int(random.integers(30, 75))), random)


def stream(folders, random):
    """All takes in one row, in no order, so that crops hold ends, pauses and beginnings: f16 [frames, 41], [frames, 15]"""
    entries = [e for folder in folders for e in corpus.utterances(folder) if e['side'] == 'training']
    takes = [take(e, random) for e in entries for _ in range(TAKES)]
    for language in ('zh', 'en'):
        of = [e for e in entries if e['language'] == language]
        print(language, 'minutes to learn from', sum(e['visemes'][-1][2] for e in of) / RATE / 60, flush=True)
        takes += espeak_takes([e['text'] for e in of], language, random)
    order = random.permutation(len(takes))
    return tuple(np.concatenate([takes[k][part].astype(np.float16) for k in order]) for part in (0, 1))


def crops(x, y, random):
    """-> f32 [batch, frames, 41], [batch, frames, 15], each coloured and in noise of its own"""
    starts = random.integers(0, len(x) - CROP, BATCH)
    seen = np.stack([x[s:s + CROP] for s in starts]).astype(np.float32)
    bands = seen[..., :BANDS] * 20 - 35             # dB below the loudest
    level = seen[..., BANDS:] * 15 - 15
    knots = random.normal(0, 2.5, (BATCH, 6))
    colour = np.stack([np.interp(np.linspace(0, 5, BANDS), np.arange(6), k) for k in knots])[:, None]
    floor = random.uniform(-60, -14, (BATCH, 1, 1)) + random.uniform(-12, 12, (BATCH, 1, 1)) * np.linspace(.5, -.5, BANDS)
    flicker = random.normal(0, 2.5, bands.shape).astype(np.float32)
    bands = louder(bands + colour.astype(np.float32), floor.astype(np.float32) - 12 + flicker)
    level = louder(level, floor.mean(axis=2, keepdims=True).astype(np.float32))
    seen = np.concatenate([np.clip((bands + 35) / 20, -1.5, 2.5), np.clip((level + 15) / 15, -3, 1)], axis=2)
    for k in np.flatnonzero(random.random(BATCH) < .4):         # a band or two unheard
        band = random.integers(0, 36)
        seen[k, :, band:band + random.integers(1, 6)] = random.uniform(-1.5, 0)
    return seen, np.stack([y[s:s + CROP] for s in starts]).astype(np.float32)


def louder(a, b):
    """dB of the sum of two powers"""
    return (10 / np.log(10)) * np.logaddexp(a * (np.log(10) / 10), b * (np.log(10) / 10))


def smoothed(y):
    """Nobody knows a boundary to 10 ms."""
    padded = np.pad(y, ((0, 0), (1, 1), (0, 0)), mode='edge')
    return .25 * padded[:, :-2] + .5 * padded[:, 1:-1] + .25 * padded[:, 2:]


def blurred(x):
    padded = np.pad(x, ((0, 0), (8, 8), (0, 0)))
    return sum(BLUR[k] * padded[:, k:k + x.shape[1]] for k in range(len(BLUR)))


def slopes(weights, x, y, learns=0):
    """x: what the first layer that learns sees -> how wrong the network is (by name, by sight), the slope by each weight"""
    kept, h = [], x
    for layer, offsets in list(enumerate(network.OFFSETS))[learns:]:
        seen = np.concatenate([network.shifted(h, offset) for offset in offsets], axis=-1)
        matrix, bias = weights[layer]
        made = np.maximum(seen @ matrix + bias, 0)
        kept.append((seen, made > 0))
        h = made if layer == 0 else h + made
    matrix, bias = weights[-1]
    logits = h @ matrix + bias
    logits -= logits.max(axis=-1, keepdims=True)
    said = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    p = np.exp(said)
    judged = np.ones(x.shape[:2], np.float32)
    judged[:, :network.BACK] = 0
    judged[:, -network.AHEAD:] = 0
    counts = (y * WEIGHT).sum(-1) * judged
    named = -((y * said).sum(-1) * counts).sum() / counts.sum()
    wrong = blurred((p - y) @ SEEN)
    seen_wrong = ((wrong ** 2).sum(-1) * judged).sum() / judged.sum()
    by_p = blurred(2 * wrong * judged[..., None] / judged.sum()) @ SEEN.T * SEEN_COUNTS
    back = (p - y) * (counts / counts.sum())[..., None] + p * (by_p - (by_p * p).sum(-1, keepdims=True))

    flat = lambda a: a.reshape(-1, a.shape[-1])
    out = [(flat(h).T @ flat(back), flat(back).sum(0))]
    back = back @ matrix.T
    for layer in range(len(network.OFFSETS) - 1, learns - 1, -1):
        seen, on = kept[layer - learns]
        by_made = back * on
        out.append((flat(seen).T @ flat(by_made), flat(by_made).sum(0)))
        if layer > learns:
            by_seen = by_made @ weights[layer][0].T
            width = h.shape[-1]
            for k, offset in enumerate(network.OFFSETS[layer]):
                back = back + network.shifted(by_seen[..., k * width:(k + 1) * width], -offset)
    unlearned = [tuple(np.zeros_like(w) for w in pair) for pair in weights[:learns]]
    return (named, seen_wrong), unlearned + out[::-1]


class Crops:
    """Crops as the first layer that learns sees them; where not all learn, of so many that are made once."""

    def __init__(self, x, y, weights, options):
        self.x, self.y, self.learns, self.seed = x, y, options.learns, options.seed
        self.made = []
        for k in range(options.made if options.learns else 0):
            seen, named = crops(x, y, np.random.default_rng((options.seed, -k - 1 & 0xffffffff)))
            self.made += zip(self.before(weights, seen).astype(np.float16), smoothed(named).astype(np.float16))

    def before(self, weights, h):
        for layer, offsets in list(enumerate(network.OFFSETS))[:self.learns]:
            seen = np.concatenate([network.shifted(h, offset) for offset in offsets], axis=-1)
            made = np.maximum(seen @ weights[layer][0] + weights[layer][1], 0)
            h = made if layer == 0 else h + made
        return h

    def batch(self, step):
        random = np.random.default_rng((self.seed, step))
        if not self.made:
            seen, named = crops(self.x, self.y, random)
            return seen, smoothed(named)
        of = random.choice(len(self.made), BATCH, replace=False)
        return tuple(np.stack([self.made[k][part] for k in of]).astype(np.float32) for part in (0, 1))


def start_weights(random):
    return [(random.normal(0, np.sqrt((1.0 if o == network.CHANNELS else .05) / i), (i, o)).astype(np.float32),
             np.zeros(o, np.float32)) for i, o in network.shapes()]


def keep(file, parts, done):
    np.savez(file + '.new.npz', *[w for part in parts for pair in part for w in pair], done=done)
    os.replace(file + '.new.npz', file)


def kept(file):
    found = np.load(file)
    leaves = iter([found[f'arr_{i}'] for i in range(len(found.files) - 1)])
    layers = len(network.OFFSETS) + 1
    return [[(next(leaves), next(leaves)) for _ in range(layers)] for _ in range(4)], int(found['done'])


def train(x, y, options):
    """Adam with decay; the result is the average over the last steps."""
    weights = network.read(options.start)[0] if options.start else start_weights(np.random.default_rng(options.seed))
    zero = [tuple(np.zeros_like(w) for w in pair) for pair in weights]
    (weights, first, second, average), done = kept(options.kept) if os.path.exists(options.kept) else (
        [weights, zero, zero, weights], 0)
    mean, began = np.zeros(2), time.process_time()
    made = Crops(x, y, weights, options)
    while done < options.steps:
        done += 1
        wrong, slope = slopes(weights, *made.batch(done), options.learns)
        norm = min(1, 1 / np.sqrt(sum((s ** 2).sum() for pair in slope for s in pair)))
        rate = options.rate * min(1, done / 50) * .5 * (1 + np.cos(np.pi * done / options.steps)) + 1e-5
        each = lambda f, *parts: [tuple(f(*w).astype(np.float32) for w in zip(*pairs)) for pairs in zip(*parts)]
        first = each(lambda m, s: .9 * m + .1 * norm * s, first, slope)
        second = each(lambda v, s: .98 * v + .02 * (norm * s) ** 2, second, slope)
        weights = each(lambda w, m, v: w * (1 - 1e-2 * rate)
                       - rate * m / (1 - .9 ** done) / (np.sqrt(v / (1 - .98 ** done)) + 1e-7), weights, first, second)
        share = min(AVERAGE, done / (done + 10))
        average = each(lambda a, w: share * a + (1 - share) * w, average, weights)
        mean += (np.array(wrong) - mean) / min(done, KEEP_EVERY)
        if done % KEEP_EVERY == 0 or done == options.steps:
            keep(options.kept, (weights, first, second, average), done)
            print(f'step {done} wrong by name {mean[0]:.4f} by sight {mean[1]:.4f}'
                  f' {time.process_time() - began:.0f} s of CPU', flush=True)
    return average


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--corpus', action='append', required=True)
    parse.add_argument('--stream', required=True)
    parse.add_argument('--kept', required=True)
    parse.add_argument('--out', required=True)
    parse.add_argument('--start', help='weights to go on from')
    parse.add_argument('--steps', type=int, default=3000)
    parse.add_argument('--rate', type=float, default=1e-3)
    parse.add_argument('--learns', type=int, default=0, help='first layer that learns')
    parse.add_argument('--made', type=int, default=40, help='batches made once where not all layers learn')
    parse.add_argument('--seed', type=int, default=1)
    options = parse.parse_args()
    print('parameters', network.parameters(), 'ahead', network.AHEAD, 'back', network.BACK, flush=True)
    if not os.path.exists(options.stream):
        x, y = stream(options.corpus, np.random.default_rng(options.seed))
        np.savez(options.stream, x=x, y=y)
    found = np.load(options.stream)
    x, y = found['x'], found['y']
    print('minutes in the stream', len(x) / 6000, flush=True)
    shipped = network.quantised(train(x, y, options))
    restored = network.restored(shipped)
    unheard = [e for folder in options.corpus for e in corpus.utterances(folder) if e['side'] == 'validation']
    choice = tune(unheard, restored)
    network.write(options.out, shipped, choice)
    print('choice', {k: v for k, v in choice.items() if k != 'risk'})
    for language in ('zh', 'en'):
        print(language, figures([e for e in unheard if e['language'] == language], restored, choice))


if __name__ == '__main__':
    main()
