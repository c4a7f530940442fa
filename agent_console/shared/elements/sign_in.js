import { html, nothing } from 'lit';

import { controls, forms } from '../styles/controls.js';
import { signIn } from '../styles/sign_in.js';
import { text } from '../text.js';
import { StaffElement } from './staff_element.js';

/**
 * The sign-in card and, where the password must be changed, the card for that. It is for the page to show it as long as
 * `api.staff` is nobody, or somebody who must change the password; `api` raises `change`.
 */
export class SignIn extends StaffElement {
  static properties = {
    api: { attribute: false },
    heading: {},
    busy: { state: true },
    fault: { state: true },
  };

  static styles = [...controls, forms, signIn];

  #changed = () => this.requestUpdate();

  constructor() {
    super();
    /** @type {import('/web/api.js').Api | undefined} */
    this.api = undefined;
    this.heading = '';
    this.busy = false;
    /** @type {{code: string, field: string} | null} */
    this.fault = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.api?.addEventListener('change', this.#changed);
  }

  disconnectedCallback() {
    this.api?.removeEventListener('change', this.#changed);
    super.disconnectedCallback();
  }

  firstUpdated() {
    this.#first()?.focus();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('fault') && this.fault) this.#input(this.fault.field)?.focus();
  }

  render() {
    const change = this.api?.staff?.must_change_password;
    return html`
      <header class="top"><bb-preferences></bb-preferences></header>
      <main class="card">
        <header>
          <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
            <rect width="44" height="44" rx="12" fill="var(--brand)" />
            <path
              d="M11 16a5 5 0 0 1 5-5h12a5 5 0 0 1 5 5v7a5 5 0 0 1-5 5h-5l-6 5v-5h-1a5 5 0 0 1-5-5z"
              fill="none" stroke="var(--on-brand)" stroke-width="2.6" stroke-linejoin="round"
            />
            <path d="m17 19.5 3.6 3.6 6.4-6.6" fill="none" stroke="var(--on-brand)" stroke-width="2.6"
              stroke-linecap="round" stroke-linejoin="round" />
          </svg>
          <div>
            <p class="muted small">${this.t('staff.product')}</p>
            <h1>${change ? this.t('staff.password.title') : this.heading || this.t('staff.sign_in.title')}</h1>
          </div>
        </header>
        ${change ? this.#password() : this.#credentials()}
      </main>
    `;
  }

  #credentials() {
    return html`
      <form class="stack" @submit=${this.#signIn} novalidate>
        ${this.#field('name', this.t('staff.sign_in.name'), 'text', 'username')}
        ${this.#field('password', this.t('staff.sign_in.password'), 'password', 'current-password')}
        <button class="main" aria-disabled=${this.busy}>
          ${this.t(this.busy ? 'staff.sign_in.working' : 'staff.sign_in.submit')}
        </button>
        ${this.#fault()}
        <p class="hint">${this.t('staff.sign_in.forgotten')}</p>
      </form>
    `;
  }

  #password() {
    return html`
      <form class="stack" @submit=${this.#change} novalidate>
        <input class="quiet" type="text" name="name" autocomplete="username" readonly tabindex="-1" aria-hidden="true"
          .value=${this.api?.staff?.name ?? ''} />
        <p>${this.t('staff.password.why', { name: this.api?.staff?.display_name ?? '' })}</p>
        ${this.#field('current', this.t('staff.password.current'), 'password', 'current-password')}
        ${this.#field('new', this.t('staff.password.new'), 'password', 'new-password', this.t('staff.password.rule'))}
        ${this.#field('again', this.t('staff.password.again'), 'password', 'new-password')}
        <button class="main" aria-disabled=${this.busy}>
          ${this.t(this.busy ? 'staff.password.working' : 'staff.password.submit')}
        </button>
        ${this.#fault()}
        <button type="button" class="plain" @click=${() => this.api?.signOut()}>${this.t('staff.sign_out')}</button>
      </form>
    `;
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} type
   * @param {string} autocomplete
   * @param {string} [hint]
   */
  #field(name, label, type, autocomplete, hint) {
    const wrong = this.fault?.field === name;
    const described = [hint ? `${name}-hint` : '', wrong ? 'fault' : ''].join(' ').trim();
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        <input id=${name} name=${name} type=${type} autocomplete=${/** @type {any} */ (autocomplete)} maxlength="200"
          required spellcheck="false" autocapitalize="none" aria-invalid=${wrong}
          aria-describedby=${described || nothing} />
        ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
      </div>
    `;
  }

  #fault() {
    if (!this.fault) return html`<p id="fault" role="alert" hidden></p>`;
    return html`<p id="fault" role="alert" class="fault">${this.#sentence(this.fault.code)}</p>`;
  }

  /** @param {string} code */
  #sentence(code) {
    const key = `staff.fault.${code}`;
    return text.has(key) ? this.t(key) : this.t('staff.fault.other', { code });
  }

  /** @param {SubmitEvent} event */
  async #signIn(event) {
    const form = this.#form(event);
    if (!form) return;
    const name = String(form.get('name')).trim();
    const password = String(form.get('password'));
    if (!name) return this.#say('name_missing', 'name');
    if (!password) return this.#say('password_missing', 'password');
    await this.#try('password', () => this.api?.signIn(name, password));
  }

  /** @param {SubmitEvent} event */
  async #change(event) {
    const form = this.#form(event);
    if (!form) return;
    const current = String(form.get('current'));
    const next = String(form.get('new'));
    if (!current) return this.#say('password_missing', 'current');
    if (next.length < 10) return this.#say('password_short', 'new');
    if (next === current) return this.#say('password_same', 'new');
    if (next !== form.get('again')) return this.#say('password_differs', 'again');
    await this.#try('current', () => this.#changePassword(current, next));
  }

  /**
   * @param {string} current
   * @param {string} next
   */
  async #changePassword(current, next) {
    await this.api?.post('/password', { current, new: next });
    await this.api?.resume();
  }

  /** @param {SubmitEvent} event */
  #form(event) {
    event.preventDefault();
    return this.busy ? null : new FormData(/** @type {HTMLFormElement} */ (event.target));
  }

  /**
   * @param {string} field
   * @param {() => Promise<unknown> | undefined} act
   */
  async #try(field, act) {
    this.busy = true;
    this.fault = null;
    try {
      await act();
    } catch (error) {
      this.#say(/** @type {{code?: string}} */ (error).code ?? 'network', field);
    } finally {
      this.busy = false;
    }
    if (!this.fault) {
      await this.updateComplete;
      this.#first()?.focus();
    }
  }

  /**
   * @param {string} code
   * @param {string} field
   */
  #say(code, field) {
    this.fault = { code, field };
  }

  #first() {
    return /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector('input:not(.quiet)'));
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector(`#${name}`));
  }
}
