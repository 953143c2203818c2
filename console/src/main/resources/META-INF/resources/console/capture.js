// AudioWorklet: the microphone's sound, resampled to 16 kHz, as 40 ms messages of s16le. A windowed sinc, because
// dropping samples would fold what is above 8 kHz into the speech.
const RATE = 16000;
const MESSAGE = 640; // samples, 40 ms
const ZEROS = 16; // zero crossings on each side
const STEPS = 256; // table steps between two zero crossings
const CUTOFF = 0.92; // of the Nyquist frequency
const BEFORE = 5; // messages kept from before the key was pressed: the first sound comes a moment earlier

const table = new Float32Array(ZEROS * STEPS + 2);
for (let i = 0; i <= ZEROS * STEPS; i++) {
  const x = i / STEPS;
  const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  table[i] = sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / ZEROS));
}

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.scale = Math.min(1, RATE / sampleRate) * CUTOFF; // of the filter, in input samples
    this.half = Math.ceil(ZEROS / this.scale);
    this.ring = new Float32Array(8192);
    this.written = 0;
    this.position = 0; // of the next output, in input samples
    this.message = new Int16Array(MESSAGE);
    this.filled = 0;
    this.square = 0;
    this.kept = [];
    this.sending = false;
    this.port.onmessage = (event) => {
      if (event.data === "start") {
        this.sending = true;
        this.kept.forEach((message) => this.port.postMessage({ pcm: message }));
        this.kept = [];
      } else {
        if (this.sending && this.filled >= RATE / 50) this.port.postMessage({ pcm: this.message.slice(0, this.filled).buffer });
        this.sending = false;
        this.filled = 0;
        this.port.postMessage({ ended: true });
      }
    };
  }

  process(inputs) {
    const input = inputs[0]?.[0];
    if (!input) return true;
    for (const sample of input) this.ring[this.written++ & 8191] = sample;
    const step = sampleRate / RATE;
    while (this.position + this.half < this.written) {
      this.out(this.at(this.position));
      this.position += step;
    }
    return true;
  }

  at(position) {
    const from = Math.ceil(position - this.half);
    const until = Math.floor(position + this.half);
    let sum = 0;
    for (let i = Math.max(0, from); i <= until; i++) {
      const x = Math.abs(position - i) * this.scale * STEPS;
      const left = x | 0;
      if (left < ZEROS * STEPS) {
        sum += this.ring[i & 8191] * (table[left] + (table[left + 1] - table[left]) * (x - left));
      }
    }
    return sum * this.scale;
  }

  out(value) {
    this.square += value * value;
    this.message[this.filled++] = Math.max(-32768, Math.min(32767, Math.round(value * 32767)));
    if (this.filled < MESSAGE) return;
    const pcm = this.message.slice().buffer;
    if (this.sending) {
      this.port.postMessage({ pcm });
    } else {
      this.kept.push(pcm);
      if (this.kept.length > BEFORE) this.kept.shift();
    }
    this.port.postMessage({ level: Math.sqrt(this.square / MESSAGE) });
    this.filled = 0;
    this.square = 0;
  }
}

registerProcessor("capture", Capture);
