"""Fills a folder with voices to learn from: those of Kokoro that nobody is judged on, and mixtures of them.

    python voices.py --voices ~/.cache/talkmatrix/models/kokoro-voices --out FOLDER

A voice is a table of styles; the mean of two is a third voice. Mandarin has four voices to learn from, so theirs are
mixed with one another and, to a third, with English ones. British voices say American English here: more throats.
"""
import argparse
import os
import numpy as np

import corpus

MANDARIN_MIXTURES = 10
MANDARIN_WITH_ENGLISH = 12
ENGLISH_MIXTURES = 16
ENGLISH_SHARE = .35


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--voices', required=True)
    parse.add_argument('--out', required=True)
    options = parse.parse_args()
    os.makedirs(options.out, exist_ok=True)
    random = np.random.default_rng(1)
    tables = {}
    for file in sorted(os.listdir(options.voices)):
        name, suffix = os.path.splitext(file)
        if suffix == '.bin' and corpus.side(name) == 'training':
            tables['a' + name[1:] + '-british' if name[0] == 'b' else name] = np.fromfile(
                os.path.join(options.voices, file), '<f4')
    mandarin = sorted(name for name in tables if name[0] == 'z')
    english = sorted(name for name in tables if name[0] == 'a')

    def mixture(name, first, second, share):
        tables[name] = (1 - share) * tables[first] + share * tables[second]

    for k in range(MANDARIN_MIXTURES):
        mixture(f'zx_mixed{k:02}', *random.choice(mandarin, 2, replace=False), random.uniform(.25, .5))
    for k in range(MANDARIN_WITH_ENGLISH):
        mixture(f'zx_foreign{k:02}', random.choice(mandarin), random.choice(english), ENGLISH_SHARE)
    for k in range(ENGLISH_MIXTURES):
        mixture(f'ax_mixed{k:02}', *random.choice(english, 2, replace=False), random.uniform(.3, .5))
    for name, table in tables.items():
        table.astype('<f4').tofile(os.path.join(options.out, name + '.bin'))
    print(len(tables), 'voices:', *sorted(tables))


if __name__ == '__main__':
    main()
