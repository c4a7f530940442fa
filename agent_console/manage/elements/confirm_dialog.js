import { html } from 'lit';

import { DialogElement } from './dialog_element.js';

/** @typedef {{title: string, text: string, action: string, act: () => Promise<unknown>}} Question */

/** Asks once before something that cannot be taken back, or that somebody will notice. */
export class ConfirmDialog extends DialogElement {
  constructor() {
    super();
    /** @type {Question | null} */
    this.question = null;
  }

  /** @param {Question} question */
  async ask(question) {
    this.question = question;
    await this.show();
  }

  render() {
    const { title = '', text = '', action = '' } = this.question ?? {};
    return this.frame(title, html`<p>${text}</p>`, [this.cancelButton(), this.submitButton(action, 'end')]);
  }

  async submit() {
    await this.question?.act();
    this.finish();
  }
}
