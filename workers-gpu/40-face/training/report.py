"""Judges the network on voices it never heard, and prints the tables of docs/hearing.md.

    python report.py --corpus FOLDER --weights ../src/main/resources/io/talkmatrix/face/hearing/hearing.bin \
        [--other cherry-lipsync.onnx --bank cherry-melbank.f32]

Two truths: the test voices of the corpus, and espeak-ng, which is made quite differently. `--other` is cherry-lip-sync
(github.com/nwhitehead/cherry-lip-sync, MIT) converted to ONNX, and its mel bank [201, 13]; it is judged on the same sound.
"""
import argparse
import ctypes
import numpy as np
from scipy.ndimage import gaussian_filter1d, maximum_filter1d
from scipy.signal import resample_poly

import corpus
import network
from measure import Score
from sound import RATE
from train import hear

ESPEAK_VOICES = {'zh': ['cmn', 'cmn+f2', 'cmn+m3'], 'en': ['en-us', 'en-us+f3', 'en-us+m3']}
ESPEAK_SENTENCES = 30
ESPEAK_WORDS_A_MINUTE = 160
# IPA, longest first, as in VisemeMapper.java; two shapes share their time 55 to 45.
IPA = [(symbols.split(), shapes.split()) for symbols, shapes in [
    ('dʒ tʃ tɕ ʈʂ', 'SH'), ('aɪ ai', 'AH EE'), ('aʊ ɑu au', 'AH WOO'), ('eɪ ei', 'EH EE'), ('oʊ ou', 'OH WOO'),
    ('əʊ', 'UH WOO'), ('ɔɪ', 'OH EE'), ('uo', 'WOO OH'), ('ts', 'S'), ('m b p', 'M'), ('f v', 'F'), ('w ɥ', 'WOO'),
    ('ɹ r ʐ ɻ', 'R'), ('l θ ð', 'L'), ('t d n ɾ', 'D'), ('ŋ k ɡ g h x χ ʔ', 'K'), ('ʃ ʒ ʂ', 'SH'), ('s z ɕ', 'S'),
    ('j i ɪ ᵻ', 'EE'), ('y u ʊ', 'WOO'), ('e ɛ æ', 'EH'), ('a ɑ', 'AH'), ('ɐ ʌ ə ɜ ɤ', 'UH'), ('ɔ o', 'OH'),
    ('ɚ', 'UH R')]]


def shapes_of(symbol):
    plain = symbol.lstrip('ˈˌ').replace('ː', '')
    for symbols, shapes in IPA:
        if any(plain.startswith(s) for s in symbols):
            return [network.VISEMES.index(s) for s in shapes]
    return [0]


class Espeak:
    """espeak-ng through its C interface: sound and the time of each phoneme."""

    class Event(ctypes.Structure):
        class Id(ctypes.Union):
            _fields_ = [('number', ctypes.c_int), ('name', ctypes.c_char_p), ('string', ctypes.c_char * 8)]
        _fields_ = [('type', ctypes.c_int), ('uid', ctypes.c_uint), ('text', ctypes.c_int), ('length', ctypes.c_int),
                    ('millis', ctypes.c_int), ('sample', ctypes.c_int), ('user', ctypes.c_void_p), ('id', Id)]

    PHONEME, SYNCHRONOUS, PHONEME_EVENTS_IN_IPA, DONT_EXIT, UTF8, RATE_PARAMETER = 7, 2, 3, 1 << 15, 1, 1

    def __init__(self):
        import espeakng_loader
        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate = self.library.espeak_Initialize(self.SYNCHRONOUS, 0, data, self.PHONEME_EVENTS_IN_IPA | self.DONT_EXIT)
        self.library.espeak_SetParameter(self.RATE_PARAMETER, ESPEAK_WORDS_A_MINUTE, 0)

    def say(self, text, voice):
        sound, phonemes = [], []

        def take(wave, count, events):
            if count > 0 and wave:
                sound.append(np.ctypeslib.as_array(wave, (count,)).copy())
            at = 0
            while events[at].type != 0:
                if events[at].type == self.PHONEME:
                    phonemes.append((events[at].millis / 1000, events[at].id.string.decode('utf8', 'replace')))
                at += 1
            return 0

        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int,
                                    ctypes.POINTER(self.Event))(take)
        self.library.espeak_SetSynthCallback(callback)
        assert self.library.espeak_SetVoiceByName(voice.encode()) == 0, voice
        data = text.encode()
        self.library.espeak_Synth(data, len(data) + 1, 0, 1, 0, self.UTF8, None, None)
        self.library.espeak_Synchronize()
        samples = resample_poly(np.concatenate(sound).astype(np.float32) / 32768, RATE, self.rate)
        spoken = []
        for k, (start, symbol) in enumerate(phonemes):
            end = phonemes[k + 1][0] if k + 1 < len(phonemes) else len(samples) / RATE
            shapes = shapes_of(symbol)
            middle = start + .55 * (end - start) if len(shapes) == 2 else end
            spoken.append((shapes[0], start, middle))
            if len(shapes) == 2:
                spoken.append((shapes[1], middle, end))
        return samples.astype(np.float32), spoken


class Ours:
    def __init__(self, file):
        self.weights, self.choice = network.read(file)

    def hear(self, sound):
        """-> shares [frames, 15], closed, lip on teeth"""
        shapes = network.chosen(hear(self.weights, sound), self.choice)
        return np.eye(len(network.VISEMES))[shapes], shapes == 1, shapes == 2


class Cherry:
    """cherry-lip-sync as it does best: probabilities, gated by loudness, blurred by 28 ms (see docs/hearing.md)."""

    NAMES = ['AH', 'D', 'EE', 'F', 'L', 'M', 'NEUTRAL', 'OH', 'R', 'S', 'UH', 'WOO']
    LATE = 3        # frames the network answers late

    def __init__(self, model, bank):
        import onnxruntime
        self.session = onnxruntime.InferenceSession(model, providers=['CPUExecutionProvider'])
        self.bank = np.fromfile(bank, '<f4').reshape(201, 13)

    def hear(self, sound):
        count = len(sound) // 240
        at_16k = resample_poly(sound, 2, 3)
        loud = at_16k[np.abs(at_16k) > 1e-3]
        at_16k = np.concatenate([at_16k * (.08 / np.sqrt(np.mean(loud ** 2)) if len(loud) else 1), np.zeros(1600)])
        window = np.sin(np.pi * (np.arange(400) + .5) / 400) ** 2
        views = np.lib.stride_tricks.sliding_window_view(at_16k, 400)[::160]
        mel = 10 * np.log10(np.maximum(np.abs(np.fft.rfft(views * window, 400)) ** 2 @ self.bank, 1e-10))
        shift = lambda k: mel[np.clip(np.arange(len(mel)) + k, 0, len(mel) - 1)]
        seen = np.concatenate([mel, .5 * (mel + shift(1) - shift(-1) - shift(-2))], axis=1).astype(np.float32)
        zero = np.zeros((1, 1, 80), np.float32)
        logits = self.session.run(None, {'mel': seen[None], 'h1': zero, 'h2': zero})[0][0]
        p = np.exp(logits - logits.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        p = np.concatenate([p[self.LATE:], np.repeat(p[-1:], self.LATE, 0)])
        shares = np.zeros((len(p), len(network.VISEMES)))
        for k, name in enumerate(self.NAMES):
            shares[:, network.VISEMES.index(name)] = p[:, k]
        level = 20 * np.log10(np.sqrt(np.convolve(at_16k ** 2, np.ones(480) / 480, 'same')[80::160][:len(p)]) + 1e-6)
        gate = np.clip((level - np.percentile(level, 95) + 30) / 30, 0, 1)[:, None]
        closed = (maximum_filter1d(shares[:, 1], 5) > .25) & (gate[:, 0] > .03)
        teeth = (maximum_filter1d(shares[:, 2], 5) > .25) & (gate[:, 0] > .03)
        shares[:, 1:] *= np.clip(.3 + .95 * gate, 0, 1)
        shares[:, 0] += 1 - shares.sum(1)
        shares = gaussian_filter1d(shares, 2.8, axis=0)
        return shares[:count], closed[:count], teeth[:count]


def score(model, sounds):
    out = Score()
    for sound, spoken in sounds:
        shares, closed, teeth = model.hear(sound)
        out.add(corpus.labels(spoken, len(shares)), shares, closed, teeth)
    return out


def table(title, models, sounds):
    scores = {name: score(model, sounds) for name, model in models.items()}
    figures = {name: s.figures() for name, s in scores.items()}
    print(f'\n{title}, {sum(len(s) for s, _ in sounds) / RATE / 60:.1f} min\n')
    print('| | ' + ' | '.join(models) + ' |\n|---|' + '---|' * len(models))
    for name in figures['ours']:
        row = [figures[m].get(name) for m in models]
        print(f'| {name} | ' + ' | '.join(f'{v:.0f}' if name == 'lag ms' else f'{v:.2f}' for v in row) + ' |')
    print('\nframes of each shape heard as it: '
          + ', '.join(f'{k} {v:.2f}' for k, v in scores['ours'].recall().items() if v is not None))
    if 'cherry' in scores:
        print('cherry: ' + ', '.join(f'{k} {v:.2f}' for k, v in scores['cherry'].recall().items() if v is not None))


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--corpus', required=True)
    parse.add_argument('--weights', required=True)
    parse.add_argument('--other')
    parse.add_argument('--bank')
    options = parse.parse_args()
    models = {'ours': Ours(options.weights)}
    if options.other:
        models['cherry'] = Cherry(options.other, options.bank)
    entries = [e for e in corpus.utterances(options.corpus) if e['side'] == 'test']
    espeak = Espeak()
    for language, name in (('zh', 'Mandarin'), ('en', 'English')):
        own = [e for e in entries if e['language'] == language]
        sounds = [(corpus.samples(e), corpus.spans(e)) for e in own]
        table(f'{name}, ' + ', '.join(sorted({e["voice"] for e in own})), models, sounds)
        voices = ESPEAK_VOICES[language]
        sounds = [espeak.say(e['text'], voices[k % len(voices)]) for k, e in enumerate(own[:ESPEAK_SENTENCES])]
        table(f'{name}, espeak-ng ' + ', '.join(voices), models, sounds)


if __name__ == '__main__':
    main()
