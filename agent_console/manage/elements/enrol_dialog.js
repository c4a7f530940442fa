import { html } from 'lit';
import { text } from '/staff/text.js';

import { dayAndTime } from '../times.js';
import { DialogElement } from './dialog_element.js';

/** The alphabet of codes: no vowels, so that none spells a word. */
const CODE = /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/;

/** @typedef {{code: string, requested_at: number, remote_address: string}} Found */

/** A machine shows a code: find its request, look at it, name the kiosk, approve – or deny. */
export class EnrolDialog extends DialogElement {
  static properties = { records: { attribute: false }, sites: { attribute: false }, found: { state: true } };

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {readonly import('../types.js').Site[]} */
    this.sites = [];
    /** @type {Found | null} */
    this.found = null;
  }

  async begin() {
    this.found = null;
    await this.show();
  }

  render() {
    return this.found ? this.#approval(this.found) : this.#question();
  }

  #question() {
    const field = this.input('code', this.t('enrol.code'), '', {
      className: 'code',
      autofocus: true,
      maxlength: 12,
      hint: this.t('enrol.code.hint'),
    });
    const content = html`<p>${this.t('enrol.text')}</p>${field}`;
    return this.frame(this.t('enrol.title'), content, [this.cancelButton(), this.submitButton(this.t('enrol.find'))]);
  }

  /** @param {Found} found */
  #approval({ code, requested_at, remote_address }) {
    const sites = this.sites.map((one) => /** @type {const} */ ([one.id, one.name]));
    return this.frame(
      this.t('enrol.approve.title'),
      html`
        <p>${this.t('enrol.approve.text')}</p>
        <dl class="found">
          <dt>${this.t('enrol.code')}</dt><dd>${code.slice(0, 4)}-${code.slice(4)}</dd>
          <dt>${this.t('enrol.requested_at')}</dt><dd>${dayAndTime(requested_at, text.language)}</dd>
          <dt>${this.t('enrol.address')}</dt><dd>${remote_address}</dd>
        </dl>
        ${this.select('site', this.t('kiosks.site'), '', sites)}
        ${this.input('name', this.t('kiosks.name'), '', { autofocus: true, hint: this.t('kiosks.name.hint') })}
      `,
      [
        html`<button type="button" class="plain" @click=${() => this.attempt(() => this.#deny(code))}>
          ${this.t('enrol.deny')}
        </button>`,
        this.cancelButton(),
        this.submitButton(this.t('enrol.approve')),
      ],
    );
  }

  /** @param {FormData} form */
  async submit(form) {
    return this.found ? this.#approve(this.found, form) : this.#find(form);
  }

  /** @param {FormData} form */
  async #find(form) {
    const code = String(form.get('code')).toUpperCase().replaceAll(/[^A-Z]/g, '');
    if (!CODE.test(code)) return 'refused.no_code';
    const enrolment = await this.records?.enrolment(code);
    if (!enrolment) return;
    this.found = { code, ...enrolment };
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('#name'))?.focus();
  }

  /** @param {Found} found @param {FormData} form */
  async #approve({ code }, form) {
    const name = String(form.get('name')).trim();
    if (!name) return 'refused.name_missing';
    await this.records?.approve({ code, site: String(form.get('site')), name });
    this.finish();
  }

  /** @param {string} code */
  async #deny(code) {
    await this.records?.deny(code);
    this.finish();
  }
}
