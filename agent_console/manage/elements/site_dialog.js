import { html } from 'lit';

import { DialogElement } from './dialog_element.js';

/** A new site, served by one of the desks. */
export class SiteDialog extends DialogElement {
  static properties = { records: { attribute: false }, desks: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {readonly import('../types.js').Desk[]} */
    this.desks = [];
  }

  render() {
    const desks = this.desks.map((desk) => /** @type {const} */ ([desk.id, desk.name]));
    return this.frame(
      this.t('sites.add.title'),
      html`
        ${this.input('name', this.t('sites.name'), '', { autofocus: true, hint: this.t('sites.name.hint') })}
        ${this.select('desk', this.t('sites.desk'), '', desks)}
      `,
      [this.cancelButton(), this.submitButton(this.t('sites.add'))],
    );
  }

  /** @param {FormData} form */
  async submit(form) {
    const name = String(form.get('name')).trim();
    if (!name) return 'refused.name_missing';
    await this.records?.addSite({ name, desk: String(form.get('desk')) });
    this.finish();
  }
}
