import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { resumeSession } from '/staff/session.js';
import { controls } from '/staff/styles/controls.js';
import { Backoff } from '/web/backoff.js';
import { page } from '../styles/page.js';

/** @typedef {'loading' | 'unreachable' | 'known'} Phase `known`: whether somebody is signed in is known */

/** The whole page: who is signed in, and for them the console. */
export class Page extends StaffElement {
  static properties = {
    api: { attribute: false },
    phase: { state: true },
  };

  static styles = [...controls, page];

  #backoff = new Backoff({ base: 1000, cap: 10_000 });
  /** @type {import('../console.js').Console | null} */
  #console = null;

  constructor() {
    super();
    /** @type {import('/web/api.js').Api | undefined} */
    this.api = undefined;
    /** @type {() => import('../console.js').Console} */
    this.makeConsole = () => {
      throw new Error('makeConsole is not set');
    };
    /** @type {Phase} */
    this.phase = 'loading';
  }

  connectedCallback() {
    super.connectedCallback();
    this.api?.addEventListener('change', () => this.#staffChanged());
    this.#resume();
  }

  async #resume() {
    const { api } = this;
    if (!api) return;
    try {
      await resumeSession(api);
      this.phase = 'known';
    } catch {
      this.phase = 'unreachable';
      setTimeout(() => this.#resume(), 500 + this.#backoff.next());
    }
  }

  /** Signing out, here or by an expired cookie, ends the console; its link must not go on with a token of the past. */
  #staffChanged() {
    if (!this.api?.staff) {
      this.#console?.stop();
      this.#console = null;
    }
    this.requestUpdate();
  }

  render() {
    if (this.phase === 'loading') {
      return html`<main class="loading" aria-busy="true"><div class="skeleton"></div></main>`;
    }
    if (this.phase === 'unreachable') return this.#message('console.unreachable');
    const staff = this.api?.staff;
    if (!staff || staff.must_change_password) {
      return html`<bb-sign-in .api=${this.api} heading=${this.t('console.sign_in')}></bb-sign-in>`;
    }
    if (!staff.desk) return this.#message('console.no_desk', true);
    return html`<bb-desk .console=${this.#ready()}></bb-desk>`;
  }

  #ready() {
    if (!this.#console) {
      this.#console = this.makeConsole();
      this.#console.start();
    }
    return this.#console;
  }

  /**
   * @param {string} key
   * @param {boolean} [signedIn]
   */
  #message(key, signedIn = false) {
    return html`<main class="message">
      <div class="card stack">
        <h1>${this.t(`${key}.title`)}</h1>
        <p>${this.t(`${key}.text`)}</p>
        ${signedIn
          ? html`<div class="row">
              <a class="button main" href="/manage/">${this.t('console.to_manage')}</a>
              <button @click=${() => this.api?.signOut()}>${this.t('staff.sign_out')}</button>
            </div>`
          : html`<div role="status">${this.t('console.still_trying')}</div>`}
      </div>
    </main>`;
  }
}
