/** @param {string} tag of a language or a voice */
const languageOf = (tag) => tag.toLowerCase().split(/[-_]/)[0].replace('cmn', 'zh');

/** Reads aloud, in whatever languages the machine has a voice for. Raises `change` when what it can or does has changed. */
export class Reader extends EventTarget {
  #speech;
  /** @type {SpeechSynthesisUtterance | null} */
  #saying = null;

  /** @param {SpeechSynthesis | undefined} speech undefined: of a browser that cannot */
  constructor(speech = globalThis.speechSynthesis) {
    super();
    this.#speech = speech;
    // Browsers know their voices only some time after they were asked for the first time.
    speech?.addEventListener('voiceschanged', () => this.#changed());
    speech?.getVoices();
  }

  get reading() {
    return this.#saying !== null;
  }

  /** @param {string} language */
  can(language) {
    return this.#voice(language) !== undefined;
  }

  /** In place of what it was reading. @param {string} words @param {string} language */
  read(words, language) {
    const voice = this.#voice(language);
    this.stop();
    if (!this.#speech || !voice) return;
    const saying = new SpeechSynthesisUtterance(words);
    Object.assign(saying, { voice, lang: voice.lang, rate: 0.9 });
    for (const over of ['end', 'error']) saying.addEventListener(over, () => this.#over(saying));
    this.#saying = saying;
    this.#speech.speak(saying);
    this.#changed();
  }

  stop() {
    if (!this.#saying) return;
    this.#saying = null;
    this.#speech?.cancel();
    this.#changed();
  }

  /** The end of what was broken off is nothing. @param {SpeechSynthesisUtterance} saying */
  #over(saying) {
    if (this.#saying !== saying) return;
    this.#saying = null;
    this.#changed();
  }

  /** Of the machine's own: for any other, what is read would be sent away. @param {string} language */
  #voice(language) {
    const wanted = languageOf(language);
    return this.#speech?.getVoices().find(({ lang, localService }) => localService && languageOf(lang) === wanted);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
