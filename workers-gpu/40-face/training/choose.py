"""What turns the network's word into shapes, and how right they are: prices are chosen on voices nothing is learned from.

    python choose.py --corpus FOLDER [--held FOLDER] --weights hearing.bin --out hearing.bin
"""
import argparse
import numpy as np

import corpus
import mouth
import network
from sound import HOP, RATE, features

LAG = 5             # frames
COSTS = (.3, .6)
RISKS = (8., 16.)               # of M and F
M_FAVOURS = (9., 11., 13., 15., 20., 25.)
F_FAVOUR = 1.
SEEN_COUNTS = 32.               # of the other shapes: what is seen counts more than the name
ROUND_COUNTS = .5
REST_COUNTS = 22.               # an M instead of rest: closed lips at rest are not to be pressed
SURE = .9
BRIEF = 4           # frames
ENOUGH_CLOSED, MOST_CLOSED = .97, .10    # more than is asked for: other voices are heard worse


def hear(weights, sound, offsets=network.OFFSETS):
    """Log probabilities of each frame; silence follows the sound."""
    heard = features(np.concatenate([sound, np.zeros((network.AHEAD + 2) * HOP, np.float32)]))
    return network.forward(weights, heard[None], offsets)[0][:len(sound) // HOP]


def risk(counts, gap):
    """How wrong it looks to choose a shape [said][chosen]: by the gap between the lips and by how round they are."""
    gap, rounding = gap / .1, mouth.ROUND / 1.1
    return counts * ((gap[:, None] - gap) ** 2 + ROUND_COUNTS * (rounding[:, None] - rounding) ** 2)


def prices(cost, counts, m, f=F_FAVOUR):
    favour = np.zeros(len(network.VISEMES), np.float32)
    favour[network.CLOSED] = m, f
    closing = risk(counts, mouth.GAP)
    closing[mouth.INDEX['NEUTRAL'], mouth.INDEX['M']] += REST_COUNTS
    return dict(lag=LAG, cost=cost, favour=favour, risk=closing,
                seen=risk(SEEN_COUNTS, np.maximum(0, mouth.GAP)), sure=SURE, brief=BRIEF)


def score(sounds, choice):
    """sounds: [(log probabilities, spans, seconds)]"""
    out = mouth.MouthScore()
    for said, spans, seconds in sounds:
        shapes = mouth.of_frames(network.chosen(said, choice))
        out.add(spans, mouth.movement(shapes, int(seconds * mouth.FRAMES_A_SECOND)))
    return out.figures()


def heard(entries, weights):
    out = []
    for entry in entries:
        sound = corpus.samples(entry)
        out.append((hear(weights, sound), mouth.joined(corpus.spans(entry)), len(sound) / RATE))
    return out


def figures(entries, weights, choice):
    return score(heard(entries, weights), choice)


def worth(found):
    """One number: correlation of the pose, and what misses the mark at bilabials and open vowels eight times."""
    return (found['correlation of the pose'] - 8 * max(0, ENOUGH_CLOSED - found['closed at their very frame'])
            - 8 * max(0, found['closed at open vowels'] - MOST_CLOSED)
            + .1 * found['round at o u w'] - .1 * found['round at a e i'])


def tune(entries, weights):
    """The prices that do best on voices that were not learned from."""
    sounds = {l: heard([e for e in entries if e['language'] == l], weights) for l in ('zh', 'en')}
    best, best_value = None, -9
    for cost in COSTS:
        for counts in RISKS:
            for m in M_FAVOURS:
                choice = prices(cost, counts, m)
                found = {l: score(s, choice) for l, s in sounds.items()}
                value = sum(worth(f) for f in found.values())
                print(f'cost {cost} risk {counts} M {m}: {value:.3f}', '  '.join(
                    f"{l} {f['correlation']:.3f} {f['correlation of the pose']:.3f} {f['closed at their very frame']:.3f}"
                    f" {f['closed at bilabials']:.3f} {f['closed at open vowels']:.2f}"
                    for l, f in found.items()), flush=True)
                if value > best_value:
                    best, best_value = choice, value
    return best


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--corpus', action='append', required=True)
    parse.add_argument('--held')
    parse.add_argument('--weights', required=True)
    parse.add_argument('--out', required=True)
    options = parse.parse_args()
    weights, _, _ = network.read(options.weights)
    entries = [e for folder in options.corpus for e in corpus.utterances(folder)]
    entries += corpus.utterances(options.held, True) if options.held else []
    choice = tune([e for e in entries if e['side'] == 'validation'], weights)
    network.write(options.out, network.quantised(weights), choice)
    print({k: v for k, v in choice.items() if k not in ('risk', 'seen')})


if __name__ == '__main__':
    main()
