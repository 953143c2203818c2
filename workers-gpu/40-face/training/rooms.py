"""What the network is shown: the voices of a corpus and of espeak-ng, from other throats, in rooms, in noise, at any gain."""
import os
import numpy as np

import corpus
import others
from sound import RATE, features

TAKES = 4           # of each utterance of ours
ESPEAK_SENTENCES = {'zh': 140, 'en': 240}


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


def stream(folder, seed):
    """All takes of a corpus in one row, in no order, so that crops hold ends, pauses and beginnings.

    f16 [frames, 41], [frames, 15]; kept as `stream.npz` in the corpus.
    """
    file = os.path.join(folder, 'stream.npz')
    if not os.path.exists(file):
        random = np.random.default_rng(seed)
        entries = [e for e in corpus.utterances(folder) if e['side'] == 'training']
        takes = [take(e, random) for e in entries for _ in range(TAKES)]
        for language in ('zh', 'en'):
            texts = [e['text'] for e in entries if e['language'] == language]
            takes += espeak_takes(texts, language, random) if texts else []
        order = random.permutation(len(takes))
        x, y = (np.concatenate([takes[k][part].astype(np.float16) for k in order]) for part in (0, 1))
        np.savez(file, x=x, y=y)
    found = np.load(file)
    return found['x'], found['y']
