/** How loud a microphone is. */
export class Level {
  #context = new AudioContext();
  #analyser = new AnalyserNode(this.#context, { fftSize: 1024 });
  #samples = new Float32Array(1024);
  #track;

  /** @param {MediaStreamTrack} track */
  constructor(track) {
    this.#track = track.clone();
    this.#context.createMediaStreamSource(new MediaStream([this.#track])).connect(this.#analyser);
  }

  /** @returns {number} 0 to 1; −60 dB and less is 0 */
  read() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return power === 0 ? 0 : Math.min(1, Math.max(0, (10 * Math.log10(power) + 60) / 60));
  }

  close() {
    this.#track.stop();
    this.#context.close();
  }
}
