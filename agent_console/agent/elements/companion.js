import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { isAgent, isSeen } from '../company.js';
import { companion } from '../styles/companion.js';
import { RunningElement } from './console_element.js';

/** Somebody else in the session, or being rung: face, name, role, what they do there, and what can be done. */
export class Companion extends RunningElement {
  static properties = {
    ...RunningElement.properties,
    one: { attribute: false },
    stream: { attribute: false },
    unreachable: { type: Boolean },
  };

  static styles = [...controls, companion];

  constructor() {
    super();
    /** @type {import('../company.js').Companion} */
    this.one = /** @type {any} */ (null);
    /** @type {MediaStream | null} */
    this.stream = null;
    this.unreachable = false;
  }

  render() {
    const { display_name, role, acts } = this.one;
    const name = display_name || this.t('console.family');
    // A track is muted until the first picture arrives: who has no camera is a letter, not a black field.
    const seen = isSeen(this.one, this.state.session) && this.stream?.getVideoTracks().some(({ muted }) => !muted);
    return html`<section aria-label=${name}>
      ${seen ? html`<video muted autoplay playsinline .srcObject=${live(this.stream)}></video>` : ''}
      <div class="who">
        ${seen ? '' : html`<span class="initial" aria-hidden="true">${name.slice(0, 1)}</span>`}
        <p>
          <strong>${name}</strong>
          ${display_name ? html`<span class="muted small">${this.t(`console.role.${role}`)}</span>` : ''}
          <span class="part small figures" role="status">${this.#part()}</span>
        </p>
      </div>
      ${acts.length ? html`<div class="acts">${acts.map((act) => this.#act(act))}</div>` : ''}
    </section>`;
  }

  #part() {
    const { mode, rings_until: until, present } = this.one;
    if (until !== null) {
      return this.t('console.company.ringing', { seconds: Math.max(0, Math.ceil((until - this.now()) / 1000)) });
    }
    if (!present) return html`${icon('warning', 16)}${this.t('console.company.away')}`;
    if (this.unreachable) return html`${icon('warning', 16)}${this.t('console.company.unreachable')}`;
    const alone = mode === 'consult' || mode === 'whisper';
    return this.t(`console.company.${mode ?? 'agent'}${alone && !isAgent(this.state.session) ? '.other' : ''}`);
  }

  /** @param {import('../company.js').Act} act */
  #act(act) {
    const { name: guest, display_name: name } = this.one;
    return html`<button class="small" @click=${() => this.ask(act, { guest, name })}>
      ${this.t(`console.company.act.${act}`)}
    </button>`;
  }
}
