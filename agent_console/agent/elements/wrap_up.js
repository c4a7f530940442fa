import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { icon } from '/staff/icons.js';
import { controls, forms } from '/staff/styles/controls.js';
import { wrapUp } from '../styles/wrap_up.js';
import { clockTime } from '../titles.js';
import { duration, saveState } from '../view.js';
import { RunningElement } from './console_element.js';

/** @import { OutcomeName } from '/web/messages.js' */

/** @type {readonly OutcomeName[]} */
export const OUTCOMES = ['solved', 'counter', 'call_back', 'information', 'not_solved', 'technical'];

/** What came of it: one choice, a note, done. Keys 1 to 6 choose, Ctrl + Enter finishes. */
export class WrapUp extends RunningElement {
  static properties = {
    ...RunningElement.properties,
    missing: { state: true },
  };

  static styles = [...controls, forms, wrapUp];

  constructor() {
    super();
    this.missing = false;
    this.addEventListener('keydown', (event) => this.#key(event));
  }

  firstUpdated() {
    const chosen = this.renderRoot.querySelector('input:checked') ?? this.renderRoot.querySelector('input');
    /** @type {HTMLElement | null} */ (chosen)?.focus();
  }

  /** A digit pressed anywhere outside a text field. @param {string} key @returns {boolean} whether it chose one */
  choose(key) {
    const outcome = OUTCOMES[Number(key) - 1];
    if (!outcome) return false;
    this.#edit({ outcome });
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('textarea'))?.focus();
    return true;
  }

  render() {
    const { session, draft, finishing } = this.state;
    if (!session) return '';
    const left = (session.wrap_up_until ?? 0) - this.now();
    const talked = duration((session.ended_at ?? this.now()) - session.answered_at);
    const missing = this.missing && !draft.outcome ? this.t('console.wrap_up.missing') : '';
    return html`
      <form class="card" @submit=${this.#finish} novalidate>
        <header>
          <div>
            <h1>${this.t('console.wrap_up.title', { ticket: session.ticket })}</h1>
            <p class="muted">
              ${session.end_reason ? this.t(`end_reason.${session.end_reason}`) : ''} ·
              ${this.t('console.wrap_up.talked', { time: talked })}
            </p>
          </div>
          <div class="time">
            <p class="left figures ${left < 30_000 ? 'chip warn' : 'muted'}" role="timer">
              ${this.t('console.wrap_up.left', { time: duration(left, Math.ceil) })}
            </p>
            ${this.#extend(session)}
          </div>
        </header>
        <fieldset>
          <legend>
            ${this.t('console.wrap_up.outcome')}
            <span class="fault" role="alert">${missing}</span>
          </legend>
          <div class="outcomes">
            ${OUTCOMES.map((outcome, index) => this.#outcome(outcome, index + 1, draft.outcome === outcome))}
          </div>
        </fieldset>
        <div class="field">
          <label for="note">${this.t('console.wrap_up.note')}</label>
          <textarea id="note" rows="4" maxlength="2000" aria-describedby="privacy" .value=${live(draft.note)}
            @input=${(/** @type {any} */ event) => this.#edit({ note: event.target.value })}></textarea>
          <p class="hint" id="privacy">${this.t('console.wrap_up.privacy')}</p>
        </div>
        <footer>
          <p class="small muted figures" role="status">${this.#saved()}</p>
          <button class="main large" aria-disabled=${finishing}>
            ${icon('check')}${this.t(finishing ? 'console.wrap_up.finishing' : 'console.wrap_up.finish')}
            <kbd>Ctrl ↵</kbd>
          </button>
        </footer>
      </form>
    `;
  }

  /** @param {import('/web/messages.js').AgentSession} session */
  #extend({ wrap_up_extensions_left: count, wrap_up_extension }) {
    if (!count) return '';
    return html`<button type="button" @click=${() => this.ask('extend')}>
      ${icon('plus')}${this.t('console.wrap_up.extend', { time: duration(wrap_up_extension), count })}
    </button>`;
  }

  /**
   * @param {OutcomeName} outcome
   * @param {number} number
   * @param {boolean} chosen
   */
  #outcome(outcome, number, chosen) {
    return html`<label class="outcome">
      <input type="radio" name="outcome" value=${outcome} .checked=${live(chosen)}
        @change=${() => this.#edit({ outcome })} />
      <span>${this.t(`outcome.${outcome}`)}</span>
      <kbd>${number}</kbd>
    </label>`;
  }

  #saved() {
    const { draft } = this.state;
    return this.t(`console.wrap_up.${saveState(draft)}`, { time: clockTime(draft.savedAt ?? 0) });
  }

  /** @param {{outcome?: OutcomeName, note?: string}} change */
  #edit(change) {
    this.ask('edit', { change });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#finish(event);
  }

  /** @param {Event} event */
  #finish(event) {
    event.preventDefault();
    this.missing = !this.state.draft.outcome;
    if (this.missing) /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('input'))?.focus();
    else this.ask('finish');
  }
}
