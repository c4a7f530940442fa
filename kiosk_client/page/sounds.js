/** Two short sounds, made here: somebody is there, and it is over. */

const CONNECTED = [523, 784];
const ENDED = [659, 440];
const NOTE = 0.18;

/** @param {number[]} notes in Hz */
async function play(notes) {
  const context = new AudioContext();
  if (context.state === 'suspended') return await context.close();
  notes.forEach((pitch, index) => {
    const start = context.currentTime + index * NOTE;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setTargetAtTime(0.2, start, 0.01);
    gain.gain.setTargetAtTime(0, start + NOTE * 0.6, 0.06);
    const tone = new OscillatorNode(context, { frequency: pitch });
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + NOTE * 3);
    if (index === notes.length - 1) tone.onended = () => context.close();
  });
}

export const playConnected = () => play(CONNECTED);
export const playEnded = () => play(ENDED);
