"""Trains the network that hears mouth shapes, and writes it as the face stage reads it.

    python train.py --corpus FOLDER --corpus FOLDER --unheard FOLDER --kept STATE.npz --out hearing.bin \
        [--start hearing.bin] [--steps 6000] [--seed 1]

Folders are made by SpeechCorpus (30-tts, tests). What is shown to the network is kept with each corpus, the state of the
training in STATE.npz; both are gone on from if they are there. docs/hearing.md says how and how well.
"""
import argparse
import functools
import os
import time
import jax
import jax.numpy as jnp
import numpy as np

import corpus
import mouth
import network
from choose import figures, tune
from rooms import stream
from sound import BANDS

CROP = 500          # frames of 10 ms
BATCH = 16
KEEP_EVERY = 50     # steps
WARM = 200          # steps
AVERAGE = .998      # of the weights over steps
DECAY = 1e-2        # of the weights, a step at the rate
# How much a frame counts by its shape. Closed lips and lips on teeth are short, and the first thing eyes check.
WEIGHT = np.ones(len(network.VISEMES), np.float32)
for name, weight in {'M': 2.0, 'F': 2.0, 'WOO': 1.5, 'OH': 1.5, 'R': 1.2, 'SH': 1.2}.items():
    WEIGHT[network.VISEMES.index(name)] = weight
# What eyes see: how far the lips are apart and how round they are, on the average over what may have been said.
SEEN = np.stack([mouth.GAP / .1, mouth.ROUND / 1.1 * .7], axis=1).astype(np.float32)
SEEN_COUNTS = 4.0
BLUR = np.exp(-.5 * (np.arange(-8, 9) / 4) ** 2).astype(np.float32)
BLUR /= BLUR.sum()
KNOTS = np.array([np.interp(np.linspace(0, 5, BANDS), np.arange(6), row) for row in np.eye(6)], np.float32)


def changed(key, x):
    """x f32 [batch, frames, 41] as another microphone in another room hears another throat"""
    colour, size, place, floor, slope, flicker, deaf, first, wide, unheard = jax.random.split(key, 10)
    count = len(x)
    even = lambda key, low, high, *shape: jax.random.uniform(key, (count, 1, *shape), jnp.float32, low, high)
    bands = x[..., :BANDS] * 20 - 35            # dB below the loudest
    level = x[..., BANDS:] * 15 - 15
    # A longer or shorter throat moves all resonances along.
    seen_at = jnp.arange(BANDS) * even(size, .96, 1.04, 1) + even(place, -.8, .8, 1)
    throat = jnp.maximum(0, 1 - jnp.abs(jnp.clip(seen_at, 0, BANDS - 1)[..., None] - jnp.arange(BANDS)))[:, 0]
    bands = jnp.einsum('btc,bkc->btk', bands, throat)
    bands += (2.5 * jax.random.normal(colour, (count, 6)) @ KNOTS)[:, None]
    noise = even(floor, -60., -14., 1) + even(slope, -12., 12., 1) * jnp.linspace(.5, -.5, BANDS)
    bands = louder(bands, noise - 12 + 2.5 * jax.random.normal(flicker, bands.shape))
    level = louder(level, noise.mean(axis=2, keepdims=True))
    bands = jnp.clip((bands + 35) / 20, -1.5, 2.5)
    band, since = jnp.arange(BANDS), jax.random.randint(first, (count, 1, 1), 0, 36)     # a band or two unheard
    gone = (band >= since) & (band < since + jax.random.randint(wide, (count, 1, 1), 1, 6)) & (even(deaf, 0., 1., 1) < .4)
    bands = jnp.where(gone, even(unheard, -1.5, 0., 1), bands)
    return jnp.concatenate([bands, jnp.clip((level + 15) / 15, -3, 1)], axis=2)


def louder(a, b):
    """dB of the sum of two powers"""
    return (10 / np.log(10)) * jnp.logaddexp(a * (np.log(10) / 10), b * (np.log(10) / 10))


def smoothed(y):
    """Nobody knows a boundary to 10 ms."""
    padded = jnp.pad(y, ((0, 0), (1, 1), (0, 0)), mode='edge')
    return .25 * padded[:, :-2] + .5 * padded[:, 1:-1] + .25 * padded[:, 2:]


def blurred(x):
    padded = jnp.pad(x, ((0, 0), (8, 8), (0, 0)))
    return sum(BLUR[k] * padded[:, k:k + x.shape[1]] for k in range(len(BLUR)))


def wrong(weights, x, y):
    """How wrong the network is -> what is learned from, (by name, by sight)"""
    said = network.forward(weights, x, lib=jnp)
    judged = jnp.zeros(x.shape[:2]).at[:, network.BACK:-network.AHEAD].set(1)
    counts = (y * WEIGHT).sum(-1) * judged
    named = -((y * said).sum(-1) * counts).sum() / counts.sum()
    seen = ((blurred((jnp.exp(said) - y) @ SEEN) ** 2).sum(-1) * judged).sum() / judged.sum()
    return named + SEEN_COUNTS * seen, jnp.stack([named, seen])


@functools.partial(jax.jit, donate_argnums=0)
def step(state, key, x, y, rate):
    """Adam with decay; the average follows the weights."""
    weights, first, second, average, done = state
    each = jax.tree.map
    slope, by = jax.grad(wrong, has_aux=True)(weights, changed(key, x), smoothed(y))
    norm = jnp.minimum(1, 1 / jnp.sqrt(sum((s ** 2).sum() for s in jax.tree.leaves(slope))))
    done += 1
    first = each(lambda m, s: .9 * m + .1 * norm * s, first, slope)
    second = each(lambda v, s: .98 * v + .02 * (norm * s) ** 2, second, slope)
    weights = each(lambda w, m, v: w * (1 - DECAY * rate)
                   - rate * m / (1 - .9 ** done) / (jnp.sqrt(v / (1 - .98 ** done)) + 1e-7), weights, first, second)
    share = jnp.minimum(AVERAGE, done / (done + 10))
    average = each(lambda a, w: share * a + (1 - share) * w, average, weights)
    return (weights, first, second, average, done), by


def fresh(random):
    return [(random.normal(0, np.sqrt((1.0 if o == network.CHANNELS else .05) / i), (i, o)).astype(np.float32),
             np.zeros(o, np.float32)) for i, o in network.shapes()]


def grown(file, random):
    """The weights of a smaller network with as many layers or fewer; what is new says little at first."""
    weights, _, offsets = network.read(file)
    known = dict(zip(offsets + [(0,)], weights))
    out = fresh(random)
    for frames, (matrix, bias) in zip(network.OFFSETS + [(0,)], out):
        if frames not in known:
            matrix *= .1
            continue
        old, old_bias = known[frames]
        taps, outputs = len(frames), len(old_bias)
        by_tap = matrix.reshape(taps, -1, matrix.shape[1])
        by_tap[..., :outputs] *= .1
        by_tap[:, :len(old) // taps, :outputs] = old.reshape(taps, -1, outputs)
        bias[:outputs] = old_bias
    return out


def keep(file, state):
    np.savez(file + '.new.npz', *map(np.asarray, jax.tree.leaves(state)))
    os.replace(file + '.new.npz', file)


def train(x, y, options):
    """x f16 [frames, 41], y f16 [frames, 15] -> the average of the weights over the last steps"""
    random = np.random.default_rng(options.seed)
    start = grown(options.start, random) if options.start else fresh(random)
    each = lambda of: jax.tree.map(of, start)
    state = (each(jnp.array), each(jnp.zeros_like), each(jnp.zeros_like), each(jnp.array), jnp.zeros(()))
    if os.path.exists(options.kept):
        found = np.load(options.kept)
        state = jax.tree.unflatten(jax.tree.structure(state), [jnp.array(found[f'arr_{i}']) for i in range(len(found))])
    mean, began = np.zeros(2), time.process_time()
    last = min(options.steps, options.until or options.steps)
    for done in range(int(state[-1]) + 1, last + 1):
        random = np.random.default_rng((options.seed, done))
        starts = random.integers(0, len(x) - CROP, BATCH)
        crops = [np.stack([of[s:s + CROP] for s in starts]).astype(np.float32) for of in (x, y)]
        rate = options.rate * min(1, done / WARM) * .5 * (1 + np.cos(np.pi * done / options.steps)) + 1e-6
        state, by = step(state, jax.random.fold_in(jax.random.key(options.seed), done), *crops, rate)
        mean += np.asarray(by) / KEEP_EVERY
        if done % KEEP_EVERY == 0 or done == last:
            keep(options.kept, state)
            print(f'step {done} wrong by name {mean[0]:.4f} by sight {mean[1]:.4f}'
                  f' {time.process_time() - began:.0f} s of CPU', flush=True)
            mean[:] = 0
    return jax.tree.map(np.asarray, state[3])


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--corpus', action='append', required=True)
    parse.add_argument('--unheard', action='append', default=[], help='sentences that nothing is learned from')
    parse.add_argument('--kept', required=True)
    parse.add_argument('--out', required=True)
    parse.add_argument('--start', help='weights to go on from, of this network or a smaller one')
    parse.add_argument('--steps', type=int, default=6000)
    parse.add_argument('--until', type=int, help='stops here, with the rate of that step')
    parse.add_argument('--rate', type=float, default=2e-3)
    parse.add_argument('--seed', type=int, default=1)
    options = parse.parse_args()
    print('parameters', network.parameters(), 'ahead', network.AHEAD, 'back', network.BACK, flush=True)
    streams = [stream(folder, options.seed) for folder in options.corpus]
    x, y = (np.concatenate([of[part] for of in streams]) for part in (0, 1))
    print('minutes in the stream', len(x) / 6000, flush=True)
    shipped = network.quantised(train(x, y, options))
    restored = network.restored(shipped)
    unheard = [e for folder in options.corpus + options.unheard for e in corpus.utterances(folder)
               if e['side'] == 'validation']
    choice = tune(unheard, restored)
    network.write(options.out, shipped, choice)
    print('choice', {k: v for k, v in choice.items() if k not in ('risk', 'seen')})
    for language in ('zh', 'en'):
        print(language, figures([e for e in unheard if e['language'] == language], restored, choice))


if __name__ == '__main__':
    main()
