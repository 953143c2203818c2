"""Voices that are not ours: espeak-ng, made quite differently, and flite's, each with the time of every sound."""
import ctypes
import os
import subprocess
import tempfile
import numpy as np
import scipy.io.wavfile
from scipy.signal import resample_poly

import network
from sound import RATE

# Judged on; all other variants may be learned from.
ESPEAK_TEST = {'zh': ['cmn', 'cmn+f2', 'cmn+m3'], 'en': ['en-us', 'en-us+f3', 'en-us+m3']}
ESPEAK_TRAINING = ['m1', 'm2', 'm4', 'm5', 'm6', 'm7', 'm8', 'f1', 'f4', 'f5', 'Alex', 'Andy', 'Annie', 'Denis', 'Gene',
                   'Jacky', 'Lee', 'Marco', 'Mario', 'Michael', 'Mike', 'Reed', 'adam', 'anika', 'antonio', 'aunty',
                   'belinda', 'boris', 'caleb', 'david', 'ed', 'edward', 'grandma', 'grandpa', 'iven', 'john', 'klatt',
                   'klatt2', 'klatt4', 'linda', 'max', 'michel', 'miguel', 'norbert', 'pablo', 'paul', 'pedro', 'quincy',
                   'rob', 'robert', 'sandro', 'shelby', 'steph', 'travis', 'victor', 'zac', 'whisper', 'whisperf']
FLITE_TEST = ['slt', 'rms', 'awb', 'kal16']
WORDS_A_MINUTE = 160
SHORT_PAUSE = .06   # seconds; shorter is no pause, as in VisemeMapper.java

# Parts of espeak-ng's names, longest first, with what VisemeMapper.java makes of such sounds.
PARTS = sorted(((symbol, shapes.split()) for symbols, shapes in [
    ('dʒ tʃ ʃ ʒ ʂ ʈʂ ts.h ts. s. i.', 'SH'), ('tɕh tɕ ɕ', 'S'), ('ts tsh s z i̪', 'S'),
    ('aɪ ai', 'AH EE'), ('aʊ ɑu au', 'AH WOO'), ('eɪ ei', 'EH EE'), ('oʊ ou', 'OH WOO'), ('əʊ', 'UH WOO'),
    ('ɔɪ', 'OH EE'), ('m b p ph', 'M'), ('f v', 'F'), ('w ɥ', 'WOO'), ('ɹ r ʐ ɻ', 'R'), ('l θ ð', 'L'),
    ('t th d n ɾ', 'D'), ('ŋ nɡ k kh ɡ g h x χ ʔ', 'K'), ('j i ɪ ᵻ', 'EE'), ('y u ʊ', 'WOO'), ('e ɛ æ', 'EH'),
    ('a ɑ', 'AH'), ('ɐ ʌ ə ɜ ɤ o-', 'UH'), ('ɔ o', 'OH'), ('ɚ', 'UH R')] for symbol in symbols.split()),
    key=lambda part: -len(part[0]))
ROUNDING = ('y', 'u', 'w', 'ɥ')
SHARES = {1: [1], 2: [.55, .45], 3: [.3, .4, .3]}

ARPABET = {name: shapes.split() for names, shapes in [
    ('p b m em', 'M'), ('f v', 'F'), ('t d n dx en', 'D'), ('l el th dh', 'L'), ('s z', 'S'), ('sh zh ch jh', 'SH'),
    ('k g ng hh hv', 'K'), ('r', 'R'), ('er axr', 'UH R'), ('w', 'WOO'), ('y iy ih ix', 'EE'), ('eh ae', 'EH'),
    ('aa', 'AH'), ('ah ax', 'UH'), ('ao', 'OH'), ('uh uw ux', 'WOO'), ('ay', 'AH EE'), ('aw', 'AH WOO'),
    ('ey', 'EH EE'), ('ow', 'OH WOO'), ('oy', 'OH EE'), ('pau sil ssil sp', 'NEUTRAL')] for name in names.split()}


def shapes_of(symbol):
    """Of a name of espeak-ng's, with several parts perhaps; empty for a pause or a tone."""
    rest, shapes = symbol.replace('ˈ', '').replace('ˌ', '').replace('ː', '').replace('\u0329', ''), []
    if rest.startswith('('):
        return shapes
    while rest:
        found = next(((name, of) for name, of in PARTS if rest.startswith(name)), None)
        shapes += found[1] if found else []
        rest = rest[len(found[0]) if found else 1:]
    return shapes


def divided(shapes, start, end):
    """Spans of the shapes of one sound."""
    shares = SHARES.get(len(shapes)) or [1 / len(shapes)] * len(shapes)
    edges = start + (end - start) * np.cumsum([0] + shares)
    return [(network.VISEMES.index(shape), a, b) for shape, a, b in zip(shapes, edges, edges[1:])]


class Espeak:
    """espeak-ng through its C interface: sound and the time of each phoneme."""

    class Event(ctypes.Structure):
        class Id(ctypes.Union):
            _fields_ = [('number', ctypes.c_int), ('name', ctypes.c_char_p), ('string', ctypes.c_char * 8)]
        _fields_ = [('type', ctypes.c_int), ('uid', ctypes.c_uint), ('text', ctypes.c_int), ('length', ctypes.c_int),
                    ('millis', ctypes.c_int), ('sample', ctypes.c_int), ('user', ctypes.c_void_p), ('id', Id)]

    PHONEME, SYNCHRONOUS, PHONEME_EVENTS_IN_IPA, DONT_EXIT, UTF8 = 7, 2, 3, 1 << 15, 1
    PACE, PITCH = 1, 3

    def __init__(self):
        import espeakng_loader
        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate = self.library.espeak_Initialize(self.SYNCHRONOUS, 0, data, self.PHONEME_EVENTS_IN_IPA | self.DONT_EXIT)

    def say(self, text, voice, words_a_minute=WORDS_A_MINUTE, pitch=50):
        """-> samples at 24 kHz, [(index of the shape, start, end) in seconds]"""
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
        self.library.espeak_SetParameter(self.PACE, words_a_minute, 0)
        self.library.espeak_SetParameter(self.PITCH, pitch, 0)
        data = text.encode()
        self.library.espeak_Synth(data, len(data) + 1, 0, 1, 0, self.UTF8, None, None)
        self.library.espeak_Synchronize()
        samples = resample_poly(np.concatenate(sound).astype(np.float32) / 32768, RATE, self.rate)
        return samples.astype(np.float32), self.spoken(phonemes, len(samples) / RATE)

    @staticmethod
    def spoken(phonemes, seconds):
        spans = []
        for k, (start, symbol) in enumerate(phonemes):
            end = phonemes[k + 1][0] if k + 1 < len(phonemes) else seconds
            shapes = shapes_of(symbol)
            following = phonemes[k + 1][1].lstrip('ˈˌ') if k + 1 < len(phonemes) else ''
            if symbol in ('ɕ', 'tɕ', 'tɕh') and following.startswith(ROUNDING):
                shapes = ['SH']
            if shapes:
                spans += divided(shapes, start, end)
            elif spans and end - start < SHORT_PAUSE:
                spans[-1] = (spans[-1][0], spans[-1][1], end)
            else:
                spans.append((0, start, end))
        return spans


def flite(text, voice):
    """As `Espeak.say`; the command flite must be there (Debian: flite)."""
    with tempfile.TemporaryDirectory() as folder:
        wav = os.path.join(folder, 'said.wav')
        told = subprocess.run(['flite', '-voice', voice, '-psdur', text, wav], check=True, capture_output=True, text=True)
        rate, samples = scipy.io.wavfile.read(wav)
    spans, start = [], 0.0
    for sound in told.stdout.split():
        name, end = sound.rsplit(':', 1)
        spans += divided(ARPABET[name], start, float(end))
        start = float(end)
    return resample_poly(samples.astype(np.float32) / 32768, RATE, rate).astype(np.float32), spans
