"""Writes what Java must compute as Python does, for a synthetic voice of 1.6 s: `voice.pcm` and `voice.txt`.

    python vectors.py --weights ../src/main/resources/io/talkmatrix/face/hearing/hearing.bin \
        --out ../src/test/resources/io/talkmatrix/face/hearing
"""
import argparse
import os
import numpy as np
from scipy.signal import lfilter

import network
from sound import HOP, RATE, features
from choose import hear

EVERY = 13      # frames


def voice():
    """A buzz through three moving resonances, with closures and a hiss."""
    random = np.random.default_rng(7)
    count = int(1.6 * RATE)
    t = np.arange(count) / RATE
    buzz = np.diff(np.floor(np.cumsum(120 + 25 * np.sin(4 * t)) / RATE), prepend=0)
    open_mouth = np.clip(np.sin(2 * np.pi * 2.6 * t) * 3, 0, 1)
    out = np.zeros(count)
    for low, high, width in ((300, 850, 90), (900, 2200, 120), (2400, 3000, 180)):
        for start in range(0, count, HOP):
            part = slice(start, start + HOP)
            hz = low + (high - low) * (.5 + .5 * np.sin(2 * np.pi * 1.3 * t[start] + low))
            r = np.exp(-np.pi * width / RATE)
            b, a = [1 - r], [1, -2 * r * np.cos(2 * np.pi * hz / RATE), r * r]
            out[part] += lfilter(b, a, buzz[part] * open_mouth[part])
    hiss = random.normal(size=count) * ((t > .9) & (t < 1.0)) * .03
    out = out / np.abs(out).max() * .4 + hiss
    out[t > 1.45] = 0
    return np.round(out * 32767).astype('<i2')


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--weights', required=True)
    parse.add_argument('--out', required=True)
    options = parse.parse_args()
    weights, choice, _ = network.read(options.weights)
    pcm = voice()
    pcm.tofile(os.path.join(options.out, 'voice.pcm'))
    samples = pcm.astype(np.float32) / 32768
    seen, said = features(samples), hear(weights, samples)
    with open(os.path.join(options.out, 'voice.txt'), 'w') as out:
        for t in range(0, len(seen), EVERY):
            print('levels', t, *(f'{v:.5f}' for v in seen[t]), file=out)
        for t in range(0, len(said), EVERY):
            print('says', t, *(f'{v:.5f}' for v in said[t]), file=out)
        print('shapes', len(said), *network.chosen(said, choice), file=out)


if __name__ == '__main__':
    main()
