"""What the network is shown of a sound. `BandLevels.java` computes the same.

A frame is 10 ms: 240 samples at 24 kHz. Frame t is seen through a Hann window of 512 samples around its middle.
40 band levels in dB, relative to the loudest the voice was of late, and the frame's own level, relative to the same:
so a voice is heard alike whatever its gain.
"""
import numpy as np

RATE = 24_000
HOP = 240
WINDOW = 512
BANDS = 40
INPUTS = BANDS + 1
LOWEST_HZ, HIGHEST_HZ = 80.0, 7600.0
FLOOR = 1e-10                       # of power, -100 dB
QUIETEST_DB = -50.0                 # a voice that is never louder is none
RELEASE_DB = 0.05                   # a frame
BEFORE = WINDOW // 2 - HOP // 2     # samples of a frame's window before the frame
HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)


def mel(hz):
    return 1127.0 * np.log(1 + hz / 700.0)


def bank():
    """Triangles [257, 40], each of sum 1, evenly spaced in mel."""
    edges = 700.0 * (np.exp(np.linspace(mel(LOWEST_HZ), mel(HIGHEST_HZ), BANDS + 2) / 1127.0) - 1)
    hz = np.arange(WINDOW // 2 + 1) * RATE / WINDOW
    rising = (hz[:, None] - edges[None, :-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[None, 2:] - hz[:, None]) / (edges[2:] - edges[1:-1])
    weights = np.maximum(0, np.minimum(rising, falling))
    for band in range(BANDS):       # a band narrower than the bins is the bin nearest to its middle
        if weights[:, band].sum() < 1e-6:
            weights[np.abs(hz - edges[band + 1]).argmin(), band] = 1
    return weights / weights.sum(axis=0)


BANK = bank()


def frames(samples):
    """Whole frames whose windows are known."""
    return max(0, (len(samples) - (WINDOW - BEFORE)) // HOP + 1)


def features(samples):
    """samples within -1..1 at 24 kHz -> f32 [frames, 41]"""
    count = frames(samples)
    if count == 0:
        return np.zeros((0, INPUTS), np.float32)
    padded = np.concatenate([np.zeros(BEFORE), samples]).astype(np.float64)
    views = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:count]
    seen = views * HANN
    power = np.abs(np.fft.rfft(seen)) ** 2 / np.sum(HANN ** 2)
    bands = 10 * np.log10(np.maximum(power @ BANK, FLOOR))
    level = 10 * np.log10(np.maximum(np.sum(seen ** 2, axis=1) / np.sum(HANN ** 2), FLOOR))
    peak = np.empty(count)
    loudest = QUIETEST_DB
    for t in range(count):
        loudest = max(loudest - RELEASE_DB, level[t], QUIETEST_DB)
        peak[t] = loudest
    out = np.empty((count, INPUTS), np.float32)
    out[:, :BANDS] = np.clip((bands - peak[:, None] + 35) / 20, -1.5, 2.5)
    out[:, BANDS] = np.clip((level - peak + 15) / 15, -3, 1)
    return out
