import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { icon } from '/staff/icons.js';
import { controls, forms } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';
import { tongueTitle } from '/web/tongues.js';
import { isFull, purposesOf, search, whyNotAsked } from '../company.js';
import { people } from '../styles/people.js';
import { serviceTitle } from '../titles.js';
import { ConsoleElement } from './console_element.js';
import { ICONS } from './rail.js';

/** @import { Colleague } from '/web/messages.js' */
/** @typedef {import('../company.js').Purpose} Purpose */

const LINE = 'line';

/**
 * Whom to ask, and for what. What is typed narrows the list, arrow keys go through it, Enter asks. It is open while the
 * state has colleagues.
 */
export class People extends ConsoleElement {
  static properties = {
    ...ConsoleElement.properties,
    purpose: { state: true },
    typed: { state: true },
    active: { state: true },
  };

  static styles = [...controls, forms, people];

  constructor() {
    super();
    /** @type {Purpose} */
    this.purpose = 'consult';
    this.typed = '';
    this.active = 0;
  }

  get open() {
    return this.#dialog()?.open ?? false;
  }

  render() {
    const { session, colleagues } = this.state;
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      ${session && colleagues ? this.#content(session) : ''}
    </dialog>`;
  }

  /** @param {import('/web/messages.js').AgentSession} session */
  #content(session) {
    const { ticket, hand_raised_at } = session;
    const { rights } = this.state;
    const purposes = purposesOf(rights);
    const raised = hand_raised_at !== null;
    return html`
      <header>
        <h1 id="title">${this.t('console.people.title', { ticket })}</h1>
        <button class="plain icon" aria-label=${this.t('console.close')} @click=${() => this.#dialog()?.close()}>
          ${icon('close')}
        </button>
      </header>
      ${purposes.length ? this.#ask(purposes) : ''}
      ${rights.includes('invite_family')
        ? html`<div class="more">
            <button ?disabled=${isFull(session)} @click=${() => this.ask('family')}>
              ${icon('plus')}${this.t('console.people.family')}
            </button>
            <p class="hint">${this.t(isFull(session) ? 'console.people.full' : 'console.people.family.hint')}</p>
          </div>`
        : ''}
      ${rights.includes('raise_hand')
        ? html`<div class="more">
            <button class=${raised ? 'raised' : ''} aria-pressed=${raised} @click=${() => this.ask('hand')}>
              ${icon('hand')}${this.t(raised ? 'console.hand.lower' : 'console.hand.raise')}<kbd>H</kbd>
            </button>
            <p class="hint">${this.t(raised ? 'console.hand.raised.hint' : 'console.hand.hint')}</p>
          </div>`
        : ''}
    `;
  }

  /** @param {readonly Purpose[]} purposes */
  #ask(purposes) {
    const rows = this.#rows();
    const full = this.#full();
    return html`
      <fieldset class="choice">
        <legend class="quiet">${this.t('console.people.what')}</legend>
        ${purposes.map(
          (purpose) => html`<label>
            <input type="radio" name="purpose" .checked=${live(purpose === this.purpose)}
              @change=${() => this.#choose(purpose)} />${this.t(`console.people.${purpose}`)}
          </label>`,
        )}
      </fieldset>
      <p class="hint" role="status">${this.t(full ? 'console.people.full' : `console.people.${this.purpose}.hint`)}</p>
      <label class="quiet" for="search">${this.t('console.people.search')}</label>
      <input id="search" type="search" role="combobox" autocomplete="off" aria-expanded="true" aria-controls="list"
        aria-activedescendant=${rows.length ? `row-${this.active}` : ''} placeholder=${this.t('console.people.search')}
        .value=${live(this.typed)} @input=${this.#type} @keydown=${this.#key} />
      <div id="list" role="listbox" tabindex="-1" aria-label=${this.t('console.people.list')}>
        ${rows.map((row, index) => this.#row(row, index))}
      </div>
      ${rows.length ? '' : html`<p class="muted empty" role="status">${this.#empty()}</p>`}
    `;
  }

  #empty() {
    const { colleagues } = this.state;
    if (colleagues === 'asked') return this.t('console.people.asked');
    return this.t(colleagues?.length ? 'console.people.none' : 'console.people.alone');
  }

  /** @param {Colleague | typeof LINE} row @param {number} index */
  #row(row, index) {
    const why = this.#whyNot(row);
    return html`<div role="option" id="row-${index}" aria-selected=${index === this.active} aria-disabled=${why !== null}
      @click=${() => this.#pick(row)} @pointermove=${() => (this.active = index)}>
      ${row === LINE
        ? html`<span class="badge">${icon('line')}</span>
            <span><strong>${this.t('console.people.line')}</strong>
              <span class="muted small">${this.t('console.people.line.hint')}</span></span>`
        : html`<span class="badge ${row.state}">${icon(ICONS[row.state])}</span>
            <span><strong>${row.display_name}</strong><span class="muted small">${this.#knows(row)}</span></span>
            <span class="state small">${this.t(why === 'here' ? 'console.people.here' : `console.state.${row.state}`)}</span>`}
    </div>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    const { colleagues } = this.state;
    const dialog = this.#dialog();
    if (!dialog || (colleagues !== null) === dialog.open) return this.#scroll(changed);
    if (!colleagues) return dialog.close();
    this.purpose = purposesOf(this.state.rights)[0] ?? 'consult';
    this.typed = '';
    this.active = 0;
    dialog.showModal();
    this.#search()?.focus();
  }

  /** @param {Map<string, unknown>} changed */
  #scroll(changed) {
    if (changed.has('active')) this.renderRoot.querySelector(`#row-${this.active}`)?.scrollIntoView({ block: 'nearest' });
  }

  /** @returns {(Colleague | typeof LINE)[]} */
  #rows() {
    const { colleagues } = this.state;
    const known = colleagues === 'asked' || !colleagues ? [] : colleagues;
    const found = search(known, this.typed, (one) => `${one.display_name} ${this.#knows(one)}`);
    return this.purpose === 'transfer' && !this.typed.trim() ? [LINE, ...found] : found;
  }

  /** Languages and skills in words. @param {Colleague} colleague */
  #knows({ languages, skills }) {
    const { desk } = this.state;
    const tongues = languages.map((tongue) => tongueTitle(tongue, text.language));
    const services = skills.map((service) => serviceTitle({ service }, desk));
    return [...tongues, ...services].join(' · ');
  }

  #full() {
    const { session } = this.state;
    return this.purpose !== 'transfer' && session !== null && isFull(session);
  }

  /** @param {Colleague | typeof LINE} row */
  #whyNot(row) {
    const { session } = this.state;
    if (row === LINE || !session) return null;
    return whyNotAsked(row, session) ?? (this.#full() ? 'full' : null);
  }

  /** @param {Colleague | typeof LINE} row */
  #pick(row) {
    if (this.#whyNot(row)) return;
    const to = row === LINE ? { agent: null, name: '' } : { agent: row.agent, name: row.display_name };
    this.ask(this.purpose === 'transfer' ? 'transfer' : 'invite', { ...to, mode: this.purpose });
  }

  /** @param {Purpose} purpose */
  #choose(purpose) {
    this.purpose = purpose;
    this.active = 0;
  }

  /** @param {Event} event */
  #type(event) {
    this.typed = /** @type {HTMLInputElement} */ (event.target).value;
    this.active = 0;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = this.#rows();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.isComposing || !rows.length || (!step && event.key !== 'Enter')) return;
    event.preventDefault();
    if (step) this.active = (this.active + step + rows.length) % rows.length;
    else this.#pick(rows[Math.min(this.active, rows.length - 1)]);
  }

  #closed() {
    if (this.state.colleagues) this.ask('people_close');
  }

  #search() {
    return /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('#search'));
  }

  #dialog() {
    return this.renderRoot.querySelector('dialog');
  }
}
