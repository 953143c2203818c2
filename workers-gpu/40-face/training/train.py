"""Trains the network that hears mouth shapes, and writes it as the face stage reads it.

    python train.py --corpus FOLDER --out hearing.bin [--steps 4000] [--takes 2000] [--seed 1]

The folder is made by SpeechCorpus (30-tts, tests). docs/hearing.md says how and how well.
"""
import argparse
import time
import numpy as np
import jax
import jax.numpy as jnp

import corpus
import network
from measure import Score
from sound import HOP, RATE, features

CROP = 400          # frames of 10 ms
BATCH = 32
BACK = 61           # frames the network looks back: not judged at the start of a crop from the middle
# How much a frame counts by its shape. Closed lips and lips on teeth are short, and the first thing eyes check.
WEIGHT = np.ones(len(network.VISEMES), np.float32)
for name, weight in {'M': 2.0, 'F': 2.5, 'WOO': 1.5, 'OH': 1.5, 'R': 1.3, 'SH': 1.3, 'K': 1.2, 'L': 1.2}.items():
    WEIGHT[network.VISEMES.index(name)] = weight


def take(pool, random):
    """A few utterances in a room of their own -> features, labels"""
    if random.random() < .04:
        return noise_alone(random)
    pace = random.uniform(.84, 1.18)    # moves pitch and formants along: other throats
    pieces, spoken, at = [], [], random.uniform(0, .5)
    pieces.append(np.zeros(int(at * RATE), np.float32))
    for _ in range(random.integers(1, 4)):
        entry = pool[random.integers(len(pool))]
        voice = corpus.samples(entry)
        voice = np.interp(np.arange(0, len(voice) - 1, pace), np.arange(len(voice)), voice).astype(np.float32)
        voice *= 10 ** (random.uniform(-4, 4) / 20)
        start = sum(map(len, pieces)) / RATE
        spoken += [(viseme, start + a / pace, start + b / pace) for viseme, a, b in corpus.spans(entry)]
        pieces += [voice, np.zeros(int(random.uniform(.05, .9) * RATE), np.float32)]
    heard = in_a_room(np.concatenate(pieces), random)
    x = features(heard)
    return x, corpus.labels(spoken, len(x))


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
    voice = voice * (.08 / loud) * 10 ** (random.uniform(-24, 12) / 20)
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


def noise_alone(random):
    count = 6 * RATE
    swell = np.interp(np.arange(count), np.linspace(0, count, 13), random.uniform(.2, 1, 13))
    heard = noise(count, random) * swell * 10 ** (random.uniform(-65, -22) / 20)
    x = features(np.round(np.clip(heard, -1, 1) * 32767) / 32768)
    return x, corpus.labels([], len(x))


def crops(takes, random):
    xs, ys, ms = [], [], []
    for _ in range(BATCH):
        x, y = takes[random.integers(len(takes))]
        start = max(0, int(random.integers(-BACK, max(1, len(x) - CROP // 2))))
        cut, judged = x[start:start + CROP], np.ones(CROP, np.float32)
        judged[:BACK if start else 0] = 0
        judged[len(cut) - network.AHEAD:] = 0
        missing = CROP - len(cut)
        cut = np.pad(cut, ((0, missing), (0, 0))).astype(np.float32)
        if random.random() < .5:        # a band or two unheard, a moment unheard
            band = random.integers(0, 36)
            cut[:, band:band + random.integers(1, 6)] = random.uniform(-1.5, 0)
        xs.append(cut)
        ys.append(np.pad(y[start:start + CROP], ((0, missing), (0, 0))).astype(np.float32))
        ms.append(judged)
    return np.stack(xs), np.stack(ys), np.stack(ms)


def smoothed(y):
    """Nobody knows a boundary to 10 ms."""
    padded = np.pad(y, ((0, 0), (1, 1), (0, 0)), mode='edge')
    return .25 * padded[:, :-2] + .5 * padded[:, 1:-1] + .25 * padded[:, 2:]


def start_weights(random):
    return [(jnp.asarray(random.normal(0, np.sqrt((1.0 if o == network.CHANNELS else .05) / i), (i, o)), jnp.float32),
             jnp.zeros(o, jnp.float32)) for i, o in network.shapes()]


def loss(weights, x, y, judged):
    counts = (y * WEIGHT).sum(-1) * judged
    return -((y * network.forward(weights, x, jnp)).sum(-1) * counts).sum() / counts.sum()


def train(takes, steps, seed, start=None):
    random = np.random.default_rng(seed)
    weights = [(jnp.asarray(m), jnp.asarray(b)) for m, b in network.read(start)[0]] if start else start_weights(random)
    fastest = 1e-3 if start else 2e-3
    first = jax.tree.map(jnp.zeros_like, weights)
    second = jax.tree.map(jnp.zeros_like, weights)

    @jax.jit
    def step(weights, first, second, count, rate, x, y, judged):
        value, slope = jax.value_and_grad(loss)(weights, x, y, judged)
        norm = jnp.sqrt(sum(jnp.sum(s * s) for s in jax.tree.leaves(slope)))
        slope = jax.tree.map(lambda s: s * jnp.minimum(1, 1 / norm), slope)
        first = jax.tree.map(lambda m, s: .9 * m + .1 * s, first, slope)
        second = jax.tree.map(lambda v, s: .98 * v + .02 * s * s, second, slope)
        weights = jax.tree.map(
            lambda w, m, v: w * (1 - 1e-2 * rate) - rate * (m / (1 - .9 ** count)) / (jnp.sqrt(v / (1 - .98 ** count)) + 1e-7),
            weights, first, second)
        return weights, first, second, value

    began, mean = time.time(), 0
    for k in range(1, steps + 1):
        rate = fastest * min(1, k / 100) * .5 * (1 + np.cos(np.pi * k / steps)) + 1e-5
        x, y, judged = crops(takes, random)
        weights, first, second, value = step(weights, first, second, k, rate, x, smoothed(y), judged)
        mean += (float(value) - mean) / min(k, 100)
        if k % 200 == 0 or k == steps:
            print(f'step {k} loss {mean:.4f} {time.time() - began:.0f} s', flush=True)
    return [(np.asarray(m), np.asarray(b)) for m, b in weights]


def hear(weights, sound):
    """Log probabilities of each frame; silence follows the sound."""
    heard = features(np.concatenate([sound, np.zeros((network.AHEAD + 2) * HOP, np.float32)]))
    return network.forward(weights, heard[None])[0][:len(sound) // HOP]


def judge(entries, weights, choice, cache=None):
    score = Score()
    for entry in entries:
        sound = corpus.samples(entry)
        if cache is None or entry['file'] not in cache:
            said = hear(weights, sound)
            if cache is not None:
                cache[entry['file']] = said
        else:
            said = cache[entry['file']]
        shapes = network.chosen(said, choice)
        onehot = np.eye(len(network.VISEMES), dtype=np.float32)[shapes]
        score.add(corpus.labels(corpus.spans(entry), len(shapes)), onehot, shapes == 1, shapes == 2)
    return score


def tune(entries, weights):
    """The choice of shapes that does best on voices that were not learned from."""
    best, best_value, cache = None, -9, {}
    for cost in (1.0, 1.75, 2.5):
        for m in (-.4, 0., .4, .8):
            for f in (0., .6):
                favour = np.zeros(len(network.VISEMES), np.float32)
                favour[1], favour[2] = m, f
                choice = dict(lag=5, cost=cost, favour=favour)
                found = [judge([e for e in entries if e['language'] == l], weights, choice, cache).figures()
                         for l in ('zh', 'en')]
                value = sum(x['correlation'] + x['closed at M'] - 2 * x['closed at open vowels']
                            + .5 * x['frames right'] + .25 * x['lip on teeth at F'] for x in found)
                print(f"cost {cost} M {m} F {f}: {value:.4f}", flush=True)
                if value > best_value:
                    best, best_value = choice, value
    return best


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--corpus', required=True)
    parse.add_argument('--out', required=True)
    parse.add_argument('--steps', type=int, default=4000)
    parse.add_argument('--takes', type=int, default=2000)
    parse.add_argument('--seed', type=int, default=1)
    parse.add_argument('--start', help='weights to go on from')
    options = parse.parse_args()
    entries = list(corpus.utterances(options.corpus))
    pools = {l: [e for e in entries if e['side'] == 'training' and e['language'] == l] for l in ('zh', 'en')}
    random = np.random.default_rng(options.seed)
    minutes = {l: sum(e['visemes'][-1][2] for e in pool) / RATE / 60 for l, pool in pools.items()}
    print('minutes to learn from', minutes, 'parameters', network.parameters(), 'ahead', network.AHEAD, flush=True)
    takes = []
    for n in range(options.takes):
        x, y = take(pools['zh' if n % 2 else 'en'], random)
        takes.append((x.astype(np.float16), y.astype(np.float16)))
    print('takes', len(takes), 'hours', sum(len(x) for x, _ in takes) / 360000, flush=True)
    weights = train(takes, options.steps, options.seed, options.start)
    shipped = network.quantised(weights)
    restored = network.restored(shipped)
    unheard = [e for e in entries if e['side'] == 'validation']
    choice = tune(unheard, restored)
    network.write(options.out, shipped, choice)
    print('choice', choice)
    for language in ('zh', 'en'):
        score = judge([e for e in unheard if e['language'] == language], restored, choice)
        print(language, score.figures(), score.recall())


if __name__ == '__main__':
    main()
