#!/usr/bin/env python3
"""What the Wav2Lip engine must compute around its networks, computed a second time, from the published definitions alone.

    pip install numpy
    python3 wav2lip_reference.py ../src/test/resources/io/talkmatrix/face/wav2lip

writes the golden files of Wav2LipGoldenTest. Nothing here is shared with the Java code: the sound is resampled through its
Fourier transform, the spectrum is numpy's, the mel filters are written after librosa's (Slaney), pictures are resampled with
numpy as cv2.resize (INTER_LINEAR) does it, and the alignment is a least-squares solve.
"""

import pathlib
import sys

import numpy as np

RATE, WANTED = 24000, 16000
N_FFT, HOP, BANDS, LOW, HIGH = 800, 200, 80, 55.0, 7600.0


def sound():
    """0.6 s: a tone of many harmonics, then silence with a click in it, then noise. 16 bits."""
    t = np.arange(int(0.6 * RATE)) / RATE
    voiced = sum(np.sin(2 * np.pi * 140 * k * t + k * k) / k for k in range(1, 40)) * 0.12
    noise = np.random.default_rng(7).normal(0, 0.05, t.size)
    signal = np.where(t < 0.22, voiced, np.where(t < 0.42, 0, noise))
    signal[int(0.32 * RATE)] = 0.9
    return np.clip(np.round(signal * 32767), -32768, 32767).astype("<i2")


def resample(samples):
    """24 kHz to 16 kHz by cutting the spectrum, with silence before and after so that it does not wrap."""
    pad = 2400
    padded = np.concatenate([np.zeros(pad), samples / 32768.0, np.zeros(pad)])
    spectrum = np.fft.rfft(padded)
    count = padded.size * WANTED // RATE
    resampled = np.fft.irfft(spectrum[: count // 2 + 1], count) * WANTED / RATE
    skip = pad * WANTED // RATE
    return resampled[skip:], resampled[skip - HOP * 2 - 1 : skip]


def hz_to_mel(hz):
    return np.where(hz < 1000, hz * 3 / 200, 15 + np.log(np.maximum(hz, 1e-9) / 1000) / (np.log(6.4) / 27))


def mel_to_hz(mel):
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((np.log(6.4) / 27) * (mel - 15)))


def mel_filters():
    edges = mel_to_hz(np.linspace(hz_to_mel(np.array(LOW)), hz_to_mel(np.array(HIGH)), BANDS + 2))
    bins = np.linspace(0, WANTED / 2, N_FFT // 2 + 1)
    ramps = edges[:, None] - bins[None, :]
    rising = -ramps[:-2] / np.diff(edges)[:-1, None]
    falling = ramps[2:] / np.diff(edges)[1:, None]
    return np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))[:, None]


def mels(samples):
    """audio.melspectrogram of the published code; librosa.stft with center=True and zeros around."""
    after, before = resample(samples)
    emphasised = np.concatenate([before, after])
    emphasised = emphasised[1:] - 0.97 * emphasised[:-1]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N_FFT) / N_FFT)
    columns = samples.size * WANTED // RATE // HOP - 3
    frames = np.stack([emphasised[c * HOP : c * HOP + N_FFT] * window for c in range(columns)])
    magnitudes = np.abs(np.fft.rfft(frames, axis=1)).T
    decibels = 20 * np.log10(np.maximum(1e-5, mel_filters() @ magnitudes)) - 20
    return np.clip(8 * ((decibels + 100) / 100) - 4, -4, 4)


def window_starts(frames):
    """The loop of the published inference.py."""
    return [int(i * (80.0 / 25)) for i in range(frames)]


def picture(height, width):
    """Red, green, blue of a picture of smooth waves, different in each colour."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [(np.sin(x / (5 + c) + c) + np.cos(y / (7 - c) - c)) * 60 + 127 for c in range(3)]
    return np.clip(np.round(np.stack(planes, axis=2)), 0, 255)


def linear(size_from, size_to):
    """Left neighbour, right neighbour and share of the right one for each place, as in cv2.resize."""
    at = np.clip((np.arange(size_to) + 0.5) * size_from / size_to - 0.5, 0, size_from - 1)
    left = np.minimum(at.astype(int), size_from - 2)
    return left, left + 1, at - left


def resize(image, height, width):
    top, bottom, v = linear(image.shape[0], height)
    left, right, u = linear(image.shape[1], width)
    u, v = u[None, :, None], v[:, None, None]
    above = image[top][:, left] * (1 - u) + image[top][:, right] * u
    below = image[bottom][:, left] * (1 - u) + image[bottom][:, right] * u
    return above * (1 - v) + below * v


def smoothstep(low, high, x):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mask(height, width):
    v = ((np.arange(height) + 0.5) / height)[:, None]
    u = ((np.arange(width) + 0.5) / width)[None, :]
    down = smoothstep(0.44, 0.60, v) * smoothstep(0, 0.10, 1 - v)
    return down * smoothstep(0, 0.16, u) * smoothstep(0, 0.16, 1 - u)


def generator_input(image, box, size):
    """Blue, green, red, lower half black; then whole; 0 to 1."""
    left, top, width, height = box
    face = resize(image[top : top + height, left : left + width], size, size)[:, :, ::-1] / 255
    masked = face.copy()
    masked[size // 2 :] = 0
    return np.concatenate([masked, face], axis=2).transpose(2, 0, 1)


def paste(image, box, drawn, strength):
    """drawn: blue, green, red, 0 to 1."""
    left, top, width, height = box
    whole = resize(drawn.transpose(1, 2, 0)[:, :, ::-1] * 255, height, width)
    weight = (strength * mask(height, width))[:, :, None]
    result = image.copy()
    part = result[top : top + height, left : left + width]
    part[:] = np.floor(part * (1 - weight) + np.clip(whole, 0, 255) * weight + 0.5)
    return result


FFHQ = np.array(
    [[192.98138, 239.94708], [318.90277, 240.1936], [256.63416, 314.01935], [201.26117, 371.41043], [313.08905, 371.15118]]
)


def alignment(landmarks):
    """xx, xy, x0, yx, yy, y0 of the similarity that takes the square of 512 pixels to the frame."""
    eyes = [landmarks[[33, 133, 159, 145]].mean(axis=0), landmarks[[362, 263, 386, 374]].mean(axis=0)]
    seen = np.array(eyes + [landmarks[1], landmarks[61], landmarks[291]])
    rows, right = [], []
    for (u, v), (x, y) in zip(FFHQ, seen):
        rows += [[u, -v, 1, 0], [v, u, 0, 1]]
        right += [x, y]
    a, b, x0, y0 = np.linalg.lstsq(np.array(rows), np.array(right), rcond=None)[0]
    return [a, -b, x0, b, a, y0]


def restorer_input(image, place, size):
    """Red, green, blue, −1 to 1, of a turned square; neighbours mixed by hand."""
    xx, xy, x0, yx, yy, y0 = place
    v, u = np.mgrid[0:size, 0:size] + 0.5
    x = np.clip(xx * u + xy * v + x0 - 0.5, 0, image.shape[1] - 1)
    y = np.clip(yx * u + yy * v + y0 - 0.5, 0, image.shape[0] - 1)
    left = np.minimum(np.floor(x).astype(int), image.shape[1] - 2)
    top = np.minimum(np.floor(y).astype(int), image.shape[0] - 2)
    fx, fy = (x - left)[:, :, None], (y - top)[:, :, None]
    mixed = (
        image[top, left] * (1 - fx) * (1 - fy)
        + image[top, left + 1] * fx * (1 - fy)
        + image[top + 1, left] * (1 - fx) * fy
        + image[top + 1, left + 1] * fx * fy
    )
    return (mixed / 255 * 2 - 1).transpose(2, 0, 1)


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)

    def floats(name, values):
        np.asarray(values, dtype="<f4").tofile(folder / f"{name}.f32")

    samples = sound()
    samples.tofile(folder / "sound.s16")
    floats("mel", mels(samples).T)
    (folder / "window_starts.txt").write_text("\n".join(map(str, window_starts(100))) + "\n")

    image = picture(64, 72)
    image.astype(np.uint8).tofile(folder / "picture.rgb")
    box, size = (11, 6, 47, 53), 32
    floats("generator_input", generator_input(image, box, size))
    floats("mask", mask(box[3], box[2]))
    drawn = picture(size, size)[:, :, ::-1].transpose(2, 0, 1) / 255
    drawn = drawn[[1, 2, 0], ::-1]
    floats("drawn", drawn)
    paste(image, box, drawn, 0.7).astype(np.uint8).tofile(folder / "pasted.rgb")
    floats("restorer_input", restorer_input(image, (0.8, 0.3, 9, -0.3, 0.8, 17), 40))

    landmarks = np.loadtxt(folder.parent / "landmarks.txt")
    (folder / "alignment.txt").write_text(" ".join(repr(float(x)) for x in alignment(landmarks)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else sys.exit(__doc__))
