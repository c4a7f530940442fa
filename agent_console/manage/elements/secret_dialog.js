import { html } from 'lit';

import { DialogElement } from './dialog_element.js';

/** A one-time password, shown once. */
export class SecretDialog extends DialogElement {
  static properties = { copied: { state: true } };

  constructor() {
    super();
    this.copied = false;
    this.secret = '';
    this.owner = '';
  }

  /** @param {string} owner @param {string} secret */
  async reveal(owner, secret) {
    this.owner = owner;
    this.secret = secret;
    this.copied = false;
    await this.show();
  }

  render() {
    return this.frame(
      this.t('secret.title', { name: this.owner }),
      html`
        <p>${this.t('secret.text')}</p>
        <div class="secret">
          <output>${this.secret}</output>
          <button type="button" @click=${this.#copy}>${this.t(this.copied ? 'secret.copied' : 'secret.copy')}</button>
        </div>
      `,
      this.submitButton(this.t('secret.done')),
    );
  }

  async #copy() {
    await navigator.clipboard.writeText(this.secret);
    this.copied = true;
  }

  async submit() {
    this.secret = '';
    this.finish();
  }
}
