"""A machine that can read aloud."""

WITH_VOICES = """
  window.spoken = [];
  window.broken_off = 0;
  window.finish = () => window.spoken.at(-1).dispatchEvent(new Event('end'));
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
  const voices = ['zh-CN', 'en-GB'].map((lang) => ({ lang, localService: true }));
  Object.defineProperty(window, 'speechSynthesis', {
    value: Object.assign(new EventTarget(), {
      getVoices: () => voices,
      speak: (utterance) => window.spoken.push(utterance),
      cancel: () => { window.broken_off += 1; },
    }),
  });
"""
