import { Refused } from '/web/commands.js';

const SAVE_AFTER = 700;

/** Saves the note and outcome to the server a moment after the last change, one save at a time. */
export class Drafts {
  #link;
  #draft;
  #report;
  #saving = false;
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

  /** The wrap-up is being finished: that saves the same. */
  stop() {
    clearTimeout(this.#timer);
  }

  async #save() {
    if (this.#saving) return;
    const { session, outcome, note, edits } = this.#draft();
    this.#saving = true;
    try {
      await this.#link.command('save_draft', { session, outcome, note });
      this.#report({ type: 'draft_saved', session, edits, at: this.#link.now() });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#report({ type: 'draft_failed', session });
    } finally {
      this.#saving = false;
    }
    const latest = this.#draft();
    if (latest.session === session && latest.edits > edits) this.touch();
  }
}
