import { html } from 'lit';

import { DialogElement } from './dialog_element.js';

/** @typedef {import('../types.js').Staff} Staff */

const ROLES = /** @type {const} */ (['agent', 'supervisor', 'manager', 'administrator']);
const SIGN_IN_NAME = /^[\p{L}\p{N}_.@+-]{2,64}$/u;

/** A new account, or the role, desk and name of one that is there. Raises `added` with the one-time password. */
export class StaffDialog extends DialogElement {
  static properties = { records: { attribute: false }, desks: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {readonly import('../types.js').Desk[]} */
    this.desks = [];
    /** @type {Staff | null} */
    this.staff = null;
  }

  /** @param {Staff | null} staff */
  async edit(staff) {
    this.staff = staff;
    await this.show();
  }

  render() {
    const { staff } = this;
    const desks = this.desks.map((desk) => /** @type {const} */ ([desk.id, desk.name]));
    const roles = ROLES.map((role) => /** @type {const} */ ([role, this.t(`role.${role}`)]));
    return this.frame(
      this.t(staff ? 'people.edit.title' : 'people.add.title'),
      html`
        ${staff ? '' : this.input('name', this.t('people.name'), '', { autofocus: true, hint: this.t('people.name.hint') })}
        ${this.input('display_name', this.t('people.display_name'), staff?.display_name ?? '', {
          autofocus: staff !== null,
          hint: this.t('people.display_name.hint'),
        })}
        ${this.select('role', this.t('people.role'), staff?.role ?? 'agent', roles)}
        ${this.select('desk', this.t('people.desk'), staff ? (staff.desk ?? '') : (desks[0]?.[0] ?? ''), [
          ['', this.t('people.no_desk')],
          ...desks,
        ])}
      `,
      [this.cancelButton(), this.submitButton(this.t(staff ? 'dialog.save' : 'people.add'))],
    );
  }

  /** @param {FormData} form */
  async submit(form) {
    const [name, display_name] = ['name', 'display_name'].map((field) => String(form.get(field) ?? '').trim());
    const account = { role: String(form.get('role')), desk: String(form.get('desk')) || null };
    if (!display_name) return 'refused.name_missing';
    if (this.staff) {
      await this.records?.changeStaff(this.staff.id, { display_name, ...account });
      return this.finish();
    }
    if (!name || !SIGN_IN_NAME.test(name)) return 'refused.sign_in_name';
    const added = await this.records?.addStaff({ name, display_name, ...account });
    this.finish();
    this.emit('added', { display_name, secret: added?.one_time_password });
  }
}
