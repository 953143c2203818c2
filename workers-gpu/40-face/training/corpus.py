"""What was spoken: reads the folder that `SpeechCorpus` (30-tts, tests) fills, and divides its voices."""
import json
import os
import numpy as np

from network import VISEMES
from sound import HOP, RATE

# Nobody the network learns from is in the other two. Hibari's voice was made from af_heart's, so both are on one side.
VALIDATION = {'zf_xiaoyi', 'zm_yunxia', 'af_nova', 'am_liam'}
TEST = {'zf_xiaobei', 'zm_yunyang', 'af_bella', 'am_michael'}


def utterances(folder, held=False):
    """held: the folder says sentences that nothing is learned from, in voices of every side"""
    with open(os.path.join(folder, 'index.jsonl'), encoding='utf-8') as index:
        for line in index:
            entry = json.loads(line)
            entry['path'] = os.path.join(folder, entry['file'])
            entry['side'] = side(entry['voice'])
            if held and entry['side'] == 'training':
                entry['side'] = 'texts'
            yield entry


def side(voice):
    return 'test' if voice in TEST else 'validation' if voice in VALIDATION else 'training'


def samples(entry):
    return np.fromfile(entry['path'], '<i2').astype(np.float32) / 32768


def spans(entry):
    """(index of the shape, start, end) in seconds"""
    return [(VISEMES.index(name), start / RATE, end / RATE) for name, start, end in entry['visemes']]


def labels(spoken, count):
    """Share of each shape in each 10 ms frame: f32 [frames, 15]; rest where nothing is said."""
    out = np.zeros((count, len(VISEMES)), np.float32)
    step = HOP / RATE
    for viseme, start, end in spoken:
        first, last = int(start / step), min(int(np.ceil(end / step)), count)
        for t in range(max(first, 0), last):
            out[t, viseme] += max(0, min(end, (t + 1) * step) - max(start, t * step)) / step
    out[:, 0] += np.maximum(0, 1 - out.sum(axis=1))
    return out / out.sum(axis=1, keepdims=True)
