import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { insets } from '../styles/insets.js';
import { residentLacks } from '../view.js';
import { ConsoleElement } from './console_element.js';

/** The resident's face, where they allow it, and one's own small picture as the resident gets it. */
export class Insets extends ConsoleElement {
  static properties = {
    ...ConsoleElement.properties,
    camera: { attribute: false },
    own: { attribute: false },
    left: { type: Boolean, reflect: true },
  };

  static styles = [...controls, insets];

  constructor() {
    super();
    /** @type {MediaStream | null} */
    this.camera = null;
    /** @type {MediaStream | null} */
    this.own = null;
    this.left = false;
  }

  render() {
    const { resident, cameraOff, muted, devices } = this.state;
    const face = resident?.camera === 'on' && this.camera;
    const silent = muted || devices.microphone !== 'on';
    const away = this.t(this.left ? 'console.insets.right' : 'console.insets.left');
    const self = devices.camera === 'on' && !cameraOff && this.own;
    return html`
      ${face
        ? html`<figure class="resident">
            <video muted autoplay playsinline .srcObject=${this.camera}></video>
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
          ? html`<video class="mirror" muted autoplay playsinline .srcObject=${this.own}></video>`
          : icon('camera_off', 24)}
        <figcaption>${silent ? icon('microphone_off', 14) : ''}${this.t('console.you')}</figcaption>
        <button class="icon" aria-label=${away} title=${away} @click=${() => (this.left = !this.left)}>
          ${icon(this.left ? 'right' : 'left', 16)}
        </button>
      </figure>
    `;
  }
}
