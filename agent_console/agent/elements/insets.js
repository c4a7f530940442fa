import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { companyOf, isHeard } from '../company.js';
import { insets } from '../styles/insets.js';
import { residentLacks } from '../view.js';
import { ConsoleElement } from './console_element.js';

/** The resident's face, where they allow it, whoever else takes part, and one's own small picture as the others get it. */
export class Insets extends ConsoleElement {
  static properties = {
    ...ConsoleElement.properties,
    camera: { attribute: false },
    own: { attribute: false },
    others: { attribute: false },
    left: { type: Boolean, reflect: true },
  };

  static styles = [...controls, insets];

  constructor() {
    super();
    /** @type {MediaStream | null} */
    this.camera = null;
    /** @type {MediaStream | null} */
    this.own = null;
    /** @type {ReadonlyMap<string, import('../call.js').Other>} by participant */
    this.others = new Map();
    this.left = false;
  }

  render() {
    const { session, resident, cameraOff, muted, devices, rights } = this.state;
    const face = resident?.camera === 'on' && this.camera;
    const silent = muted || devices.microphone !== 'on' || (session !== null && !isHeard(session));
    const company = session ? companyOf(session, rights) : [];
    const away = this.t(this.left ? 'console.insets.right' : 'console.insets.left');
    const self = devices.camera === 'on' && !cameraOff && this.own;
    return html`
      ${repeat(company, ({ name }) => name, (one) => this.#companion(one))}
      ${face
        ? html`<figure class="resident">
            <video muted autoplay playsinline .srcObject=${live(this.camera)}></video>
            <figcaption>${this.t('console.resident')}</figcaption>
          </figure>`
        : ''}
      <ul class="notes">
        ${residentLacks(this.state).map(
          ({ part, why }) => html`<li class="chip ${why === 'missing' || why === 'refused' ? 'warn' : ''}">
            ${icon(`${part}_off`, 16)}${this.t(`console.resident.${part}.${why}`)}
          </li>`,
        )}
      </ul>
      <figure class="self">
        ${self
          ? html`<video class="mirror" muted autoplay playsinline .srcObject=${live(this.own)}></video>`
          : icon('camera_off', 24)}
        <figcaption>${silent ? icon('microphone_off', 14) : ''}${this.t('console.you')}</figcaption>
        <button class="icon" aria-label=${away} title=${away} @click=${() => (this.left = !this.left)}>
          ${icon(this.left ? 'right' : 'left', 16)}
        </button>
      </figure>
    `;
  }

  /** @param {import('../company.js').Companion} one */
  #companion(one) {
    if (one.role === 'family' && one.rings_until !== null) {
      return html`<bb-admitted .state=${this.state} .one=${one} .now=${this.now}></bb-admitted>`;
    }
    const { stream = null, unreachable = false } = this.others.get(one.name) ?? {};
    return html`<bb-companion .state=${this.state} .one=${one} .stream=${stream} ?unreachable=${unreachable}
      .now=${this.now}></bb-companion>`;
  }
}
