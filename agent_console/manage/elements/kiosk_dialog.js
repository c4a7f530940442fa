import { html } from 'lit';

import { DialogElement } from './dialog_element.js';

/** @typedef {import('../types.js').Kiosk} Kiosk */

/** Renames a kiosk, or moves it to another site. */
export class KioskDialog extends DialogElement {
  static properties = { records: { attribute: false }, sites: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {readonly import('../types.js').Site[]} */
    this.sites = [];
    /** @type {Kiosk | null} */
    this.kiosk = null;
  }

  /** @param {Kiosk} kiosk */
  async edit(kiosk) {
    this.kiosk = kiosk;
    await this.show();
  }

  render() {
    const { name = '', site = '' } = this.kiosk ?? {};
    const sites = this.sites.map((one) => /** @type {const} */ ([one.id, one.name]));
    return this.frame(
      this.t('kiosks.edit.title'),
      html`
        ${this.input('name', this.t('kiosks.name'), name, { autofocus: true, hint: this.t('kiosks.name.hint') })}
        ${this.select('site', this.t('kiosks.site'), site, sites)}
      `,
      [this.cancelButton(), this.submitButton(this.t('dialog.save'))],
    );
  }

  /** @param {FormData} form */
  async submit(form) {
    const name = String(form.get('name')).trim();
    if (!name) return 'refused.name_missing';
    if (this.kiosk) await this.records?.changeKiosk(this.kiosk.id, { name, site: String(form.get('site')) });
    this.finish();
  }
}
