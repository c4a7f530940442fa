import { Refused } from '/web/commands.js';

const SAVE_AFTER = 700;

/** Saves the note and outcome to the server a moment after the last change, one save at a time. */
export class Drafts {
  #link;
  #draft;
  #report;
  /** @type {Promise<void> | null} */
  #saving = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {object} options
   * @param {import('/web/link.js').Link} options.link
   * @param {() => import('./writing.js').DraftState} options.draft
   * @param {(fact: import('./state.js').LocalFact) => void} options.report
   */
  constructor({ link, draft, report }) {
    this.#link = link;
    this.#draft = draft;
    this.#report = report;
  }

  /** Something was changed. */
  touch() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), SAVE_AFTER);
  }

  /** All that was typed, at once. */
  async flush() {
    clearTimeout(this.#timer);
    await this.#saving;
    const { edits, savedEdits } = this.#draft();
    if (edits > savedEdits) await this.#save();
    clearTimeout(this.#timer);
  }

  /** The wrap-up is being finished: that saves the same. */
  stop() {
    clearTimeout(this.#timer);
  }

  #save() {
    this.#saving ??= this.#send().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  async #send() {
    const { session, outcome, note, edits } = this.#draft();
    try {
      await this.#link.command('save_draft', { session, outcome, note });
      this.#report({ type: 'draft_saved', session, edits, at: this.#link.now() });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#report({ type: 'draft_failed', session });
    }
    const latest = this.#draft();
    if (latest.session === session && latest.edits > edits) this.touch();
  }
}
