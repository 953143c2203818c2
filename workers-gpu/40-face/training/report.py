"""Judges the network on voices, texts and synthesizers it never heard, and prints the tables of docs/hearing.md.

    python report.py --held FOLDER --weights ../src/main/resources/io/talkmatrix/face/hearing/hearing.bin \
        [--other cherry-lipsync.onnx --bank cherry-melbank.f32] [--recorded FOLDER]

Truths: our voices on sentences nobody learned from (SpeechCorpus with -Dcorpus.texts=held), espeak-ng and flite (the
commands), and recorded speech with its words (`fileids`, `transcription`, as in Debian's pocketsphinx-testdata), whose
sounds are found by pocketsphinx. `--other` is cherry-lip-sync (github.com/nwhitehead/cherry-lip-sync, MIT) converted to
ONNX, and its mel bank [201, 13].
"""
import argparse
import os
import re
import shutil
import numpy as np
import scipy.io.wavfile
from scipy.ndimage import gaussian_filter1d, maximum_filter1d
from scipy.signal import resample_poly

import corpus
import mouth
import network
import others
from choose import hear
from mouth import Movement, MouthScore
from sound import RATE


class Ours:
    def __init__(self, file):
        self.weights, self.choice, self.offsets = network.read(file)

    def move(self, sound):
        shapes = network.chosen(hear(self.weights, sound, self.offsets), self.choice)
        return mouth.movement(mouth.of_frames(shapes), frames_of(sound))


class Cherry:
    """cherry-lip-sync as it does best: probabilities instead of choices, gated by loudness (docs/hearing.md)."""

    NAMES = ['AH', 'D', 'EE', 'F', 'L', 'M', 'NEUTRAL', 'OH', 'R', 'S', 'UH', 'WOO']
    LATE = 3        # frames the network answers late

    def __init__(self, model, bank):
        import onnxruntime
        self.session = onnxruntime.InferenceSession(model, providers=['CPUExecutionProvider'])
        self.bank = np.fromfile(bank, '<f4').reshape(201, 13)

    def move(self, sound):
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
        gate = np.clip((level - np.percentile(level, 95) + 30) / 30, 0, 1)
        closed = (maximum_filter1d(shares[:, 1], 5) > .25) & (gate > .03)
        teeth = (maximum_filter1d(shares[:, 2], 5) > .25) & (gate > .03)
        shares[:, 1:] *= np.clip(.3 + .95 * gate, 0, 1)[:, None]
        shares[:, 0] += 1 - shares.sum(1)
        at = np.clip(np.arange(frames_of(sound)) * 4 + 2, 0, min(count, len(p)) - 1)
        rounding = gaussian_filter1d(shares, 2.8, axis=0) @ mouth.ROUND
        gap = gaussian_filter1d(shares @ mouth.GAP, 5)[at]
        return Movement(gap, gap, closed[at], teeth[at], rounding[at] > .3)


def frames_of(sound):
    return int(len(sound) / RATE * mouth.FRAMES_A_SECOND)


def recorded(folder):
    """[(samples, spans)] of recordings whose words are known."""
    import pocketsphinx
    out = []
    for line in open(os.path.join(folder, 'transcription'), encoding='utf-8'):
        words, name = re.fullmatch(r'(.*?)\s*\(([^)]*)\)\s*', line).groups()
        words = re.sub(r'</?s>', '', words).strip().lower()
        rate, samples = scipy.io.wavfile.read(os.path.join(folder, name + '.wav'))
        decoder = pocketsphinx.Decoder(samprate=rate, lm=None, loglevel='FATAL')
        decoder.set_align_text(words)
        for _ in range(2):      # words first, then sounds
            decoder.start_utt()
            decoder.process_raw(samples.tobytes(), full_utt=True)
            decoder.end_utt()
            if _ == 0:
                decoder.set_alignment()
        spans = []
        for word in decoder.get_alignment():
            for phone in word:
                shapes = others.ARPABET.get(phone.name.lower(), ['NEUTRAL'])
                spans += others.divided(shapes, phone.start * .01, (phone.start + phone.duration) * .01)
        out.append((resample_poly(samples.astype(np.float32) / 32768, RATE, rate).astype(np.float32), spans))
    return out


def table(title, models, sounds):
    scores = {}
    for name, model in models.items():
        scores[name] = MouthScore()
        for sound, spoken in sounds:
            scores[name].add(mouth.joined(spoken), model.move(sound))
    figures = {name: s.figures() for name, s in scores.items()}
    counts = {name: s.counts() for name, s in scores.items()}
    print(f'\n**{title}**, {sum(len(s) for s, _ in sounds) / RATE:.0f} s\n')
    print('| | ' + ' | '.join(models) + ' |\n|---|' + '---|' * len(models))
    for name in figures['ours']:
        row = [counts[m].get(name) or (f'{figures[m][name]:.0f}' if name == 'lag ms' else f'{figures[m][name]:.2f}')
               for m in models]
        print(f'| {name} | ' + ' | '.join(row) + ' |', flush=True)


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument('--held', required=True)
    parse.add_argument('--weights', required=True)
    parse.add_argument('--former', help='weights of an earlier network')
    parse.add_argument('--other')
    parse.add_argument('--bank')
    parse.add_argument('--recorded')
    options = parse.parse_args()
    models = {'ours': Ours(options.weights)}
    if options.former:
        models['former'] = Ours(options.former)
    if options.other:
        models['cherry'] = Cherry(options.other, options.bank)
    entries = list(corpus.utterances(options.held, True))
    espeak = others.Espeak()
    for language, name in (('zh', 'Mandarin'), ('en', 'English')):
        own = [e for e in entries if e['language'] == language]
        for side, what in (('test', 'voices and texts never heard'), ('texts', 'texts never heard')):
            of = [e for e in own if e['side'] == side]
            voices = sorted({e['voice'] for e in of})
            for some in ([[v] for v in voices] + [voices]) if side == 'test' else [voices]:
                sounds = [(corpus.samples(e), corpus.spans(e)) for e in of if e['voice'] in some]
                table(f'{name}, {", ".join(some)}: {what}', models, sounds)
        texts = list(dict.fromkeys(e['text'] for e in own))
        voices = others.ESPEAK_TEST[language]
        table(f'{name}, espeak-ng {", ".join(voices)}: voices and texts never heard', models,
              [espeak.say(text, voices[k % len(voices)]) for k, text in enumerate(texts)])
        if language == 'en' and shutil.which('flite'):
            voices = others.FLITE_TEST
            table(f'{name}, flite {", ".join(voices)}: a synthesizer never heard', models,
                  [others.flite(text, voices[k % len(voices)]) for k, text in enumerate(texts)])
    if options.recorded:
        table('English, recorded', models, recorded(options.recorded))


if __name__ == '__main__':
    main()
