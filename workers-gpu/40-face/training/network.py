"""The network: convolutions over time with little look-ahead, and the choice of mouth shapes from what it says.

`HearingNetwork.java` and `ShapeChoice.java` compute the same from the file that `write` makes.
"""
import struct
import numpy as np

from sound import INPUTS

VISEMES = ['NEUTRAL', 'M', 'F', 'AH', 'EH', 'UH', 'OH', 'WOO', 'EE', 'S', 'SH', 'D', 'L', 'R', 'K']
CHANNELS = 96
# For each layer the frames it sees, relative to its own: 14 ahead in all, 67 back.
OFFSETS = [(-2, -1, 0, 1, 2), (-1, 0, 1), (-2, 0, 2), (-4, 0, 4), (-8, -4, 0, 4), (-16, -8, 0), (-32, -16, 0), (-2, 0, 1)]
AHEAD = sum(max(offsets) for offsets in OFFSETS)
BACK = -sum(min(offsets) for offsets in OFFSETS)
MAGIC = 0x33414D54      # "TMA3"
FORMER_MAGIC = 0x32414D54       # "TMA2": one path for all shapes
CLOSED = [VISEMES.index('M'), VISEMES.index('F')]       # shapes that close something: chosen apart from the others
LONG_CLOSURE = 12       # frames; one that lasts so long is certain


def shapes():
    inputs = [INPUTS] + [CHANNELS] * (len(OFFSETS) - 1)
    hidden = [(len(o) * i, CHANNELS) for o, i in zip(OFFSETS, inputs)]
    return hidden + [(CHANNELS, len(VISEMES))]


def parameters():
    return sum(i * o + o for i, o in shapes())


def forward(weights, x, offsets=OFFSETS, lib=np):
    """x [batch, frames, 41] -> log probabilities [batch, frames, 15]. weights: (matrix [taps * in, out], bias) a layer."""
    for layer, frames in enumerate(offsets):
        seen = lib.concatenate([shifted(x, offset, lib) for offset in frames], axis=-1)
        matrix, bias = weights[layer]
        h = lib.maximum(seen @ matrix + bias, 0)
        x = h if layer == 0 else x + h
    matrix, bias = weights[-1]
    logits = x @ matrix + bias
    logits = logits - logits.max(axis=-1, keepdims=True)
    return logits - lib.log(lib.exp(logits).sum(axis=-1, keepdims=True))


def shifted(x, offset, lib):
    """y[t] = x[t + offset], zero outside."""
    if offset == 0:
        return x
    before, after = max(0, -offset), max(0, offset)
    padded = lib.pad(x, ((0, 0), (before, after), (0, 0)))
    return padded[:, after:after + x.shape[1]] if offset > 0 else padded[:, :x.shape[1]]


def quantised(weights):
    """The weights as they are shipped: 8 bits, one scale for each output."""
    out = []
    for matrix, bias in weights:
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8).astype(np.float32) / np.float32(127)
        whole = np.clip(np.round(matrix / scale), -127, 127).astype(np.int8)
        out.append((whole, scale, np.asarray(bias, np.float32)))
    return out


def restored(quantised_weights):
    return [(whole.astype(np.float32) * scale, bias) for whole, scale, bias in quantised_weights]


def write(file, quantised_weights, choice):
    """Little endian: magic, layers, then a layer's offsets, sizes, scales, biases and weights [taps * in][out];
    the choice: lag, cost, favour [15], risk [said][chosen], seen [said][chosen], sure, brief."""
    with open(file, 'wb') as out:
        out.write(struct.pack('<ii', MAGIC, len(quantised_weights)))
        for layer, (whole, scale, bias) in enumerate(quantised_weights):
            offsets = OFFSETS[layer] if layer < len(OFFSETS) else (0,)
            inputs = whole.shape[0] // len(offsets)
            out.write(struct.pack('<iii', len(offsets), inputs, whole.shape[1]))
            out.write(struct.pack(f'<{len(offsets)}i', *offsets))
            out.write(scale.astype('<f4').tobytes() + bias.astype('<f4').tobytes() + whole.tobytes())
        out.write(struct.pack('<if', choice['lag'], choice['cost']))
        for part in ('favour', 'risk', 'seen'):
            out.write(np.asarray(choice[part], '<f4').tobytes())
        out.write(struct.pack('<fi', choice['sure'], choice['brief']))


def read(file):
    """-> (weights for `forward`, choice, frames that each layer sees)"""
    data = open(file, 'rb').read()
    magic, layers = struct.unpack_from('<ii', data)
    assert magic in (MAGIC, FORMER_MAGIC), file
    at, weights, offsets = 8, [], []
    for _ in range(layers):
        taps, inputs, outputs = struct.unpack_from('<iii', data, at)
        offsets.append(struct.unpack_from(f'<{taps}i', data, at + 12))
        at += 12 + 4 * taps
        scale = np.frombuffer(data, '<f4', outputs, at)
        bias = np.frombuffer(data, '<f4', outputs, at + 4 * outputs)
        at += 8 * outputs
        whole = np.frombuffer(data, np.int8, taps * inputs * outputs, at).reshape(taps * inputs, outputs)
        at += whole.size
        weights.append((whole.astype(np.float32) * scale, bias))
    count = len(VISEMES)
    lag, cost = struct.unpack_from('<if', data, at)
    rest = np.frombuffer(data, '<f4', offset=at + 8)
    table = lambda k: rest[count + k * count ** 2:count + (k + 1) * count ** 2].reshape(count, count)
    choice = dict(lag=lag, cost=cost, favour=rest[:count], risk=table(0))
    if magic == MAGIC:
        sure, brief = struct.unpack('<fi', data[-8:])
        choice.update(seen=table(1), sure=sure, brief=brief)
    return weights, choice, offsets[:-1]


def chosen(log_probabilities, choice):
    """The shape of each frame, from two best paths.

    M and F come from a path on which they are favoured. A closure of which the network is never `sure` is `brief`: the
    middle of its time, so that lips that may have been open close for a frame only. Everything else comes from a path
    without them, on which it counts most how wrong a shape would look.
    """
    likely = np.exp(log_probabilities)
    closing = best_path(log_probabilities + choice['favour'] - likely @ choice['risk'], choice)
    if 'seen' not in choice:
        return closing
    gain = log_probabilities - likely @ choice['seen']
    gain[:, CLOSED] = -np.inf
    out = best_path(gain, choice)
    since = 0
    for t in range(1, len(out) + 1):
        if t < len(out) and closing[t] == closing[since]:
            continue
        shape, start, end = closing[since], since, t
        since = t
        if shape not in CLOSED:
            continue
        if likely[start:end, shape].max() < choice['sure'] and end - start < LONG_CLOSURE:
            length = min(choice['brief'], end - start)
            start += (end - start - length) // 2
            end = start + length
        out[start:end] = shape
    return out


def best_path(gain, choice):
    """The best path (Viterbi) through gain [frames, 15] in which a change costs `cost`, decided `lag` frames later."""
    count, lag = len(gain), choice['lag']
    score = np.zeros(gain.shape[1])
    came = np.zeros(gain.shape, int)
    out = np.zeros(count, int)
    everyone = np.arange(gain.shape[1])
    for t in range(count):
        best = int(score.argmax())
        change = score[best] - choice['cost'] > score
        came[t] = np.where(change, best, everyone)
        score = np.where(change, score[best] - choice['cost'], score) + gain[t]
        score -= score.max()
        if t >= lag:
            at = int(score.argmax())
            for k in range(t, t - lag, -1):
                at = came[k][at]
            out[t - lag] = at
    at = int(score.argmax())
    for t in range(count - 1, max(count - lag, 0) - 1, -1):
        out[t] = at
        at = came[t][at]
    return out
