/** @typedef {[frequency: number, start: number, length: number]} Note Hz, s, s */

/** @type {Record<'ring' | 'invited' | 'hand' | 'connected' | 'ended' | 'test', Note[]>} */
const TUNES = {
  ring: [[587.33, 0, 0.9], [440, 0.32, 1.2]],
  invited: [[440, 0, 0.5], [440, 0.18, 0.5], [587.33, 0.36, 1]],
  hand: [[587.33, 0, 0.4], [587.33, 0.22, 0.4], [739.99, 0.44, 0.9]],
  connected: [[440, 0, 0.35], [587.33, 0.12, 0.5]],
  ended: [[440, 0, 0.35], [329.63, 0.14, 0.6]],
  test: [[440, 0, 0.5], [554.37, 0.2, 0.5], [659.25, 0.4, 0.9]],
};
const RING_EVERY = 3_000;
const VOLUME = 0.22;

/** The console's few sounds, made here: a soft attack, a little of the octave, a slow end. */
export class Sounds extends EventTarget {
  #context = new AudioContext();
  #ringing = /** @type {ReturnType<typeof setInterval> | undefined} */ (undefined);

  constructor() {
    super();
    this.#context.addEventListener('statechange', () => this.dispatchEvent(new Event('change')));
  }

  /** The browser plays nothing before the first click or key on the page. */
  get blocked() {
    return this.#context.state !== 'running';
  }

  /** Call within a click or key press. */
  async unlock() {
    await this.#context.resume();
  }

  /** @param {'ring' | 'invited'} tune */
  startRinging(tune) {
    if (this.#ringing !== undefined) return;
    this.play(tune);
    this.#ringing = setInterval(() => this.play(tune), RING_EVERY);
  }

  stopRinging() {
    clearInterval(this.#ringing);
    this.#ringing = undefined;
  }

  /** @param {keyof typeof TUNES} tune */
  play(tune) {
    if (this.blocked) return;
    for (const note of TUNES[tune]) this.#play(note);
  }

  /** @param {Note} note */
  #play([frequency, start, length]) {
    const context = this.#context;
    const at = context.currentTime + start;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(VOLUME, at + 0.02);
    gain.gain.setTargetAtTime(0, at + 0.04, length / 4);
    gain.connect(context.destination);
    for (const [times, loudness] of [[1, 1], [2, 0.25]]) {
      const tone = new OscillatorNode(context, { type: 'sine', frequency: frequency * times });
      tone.connect(new GainNode(context, { gain: loudness })).connect(gain);
      tone.start(at);
      tone.stop(at + length + 0.4);
    }
  }
}
