import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { insets } from '../styles/insets.js';

/** The resident's face, where they allow it, and one's own small picture as the resident gets it. */
export class Insets extends StaffElement {
  static properties = { state: { attribute: false }, camera: { attribute: false }, own: { attribute: false } };
  static styles = [...controls, insets];

  constructor() {
    super();
    /** @type {import('../state.js').ConsoleState} */
    this.state = /** @type {any} */ (null);
    /** @type {MediaStream | null} */
    this.camera = null;
    /** @type {MediaStream | null} */
    this.own = null;
  }

  render() {
    const { resident, cameraOff, muted, devices } = this.state;
    const face = resident?.camera === 'on' && this.camera;
    const self = devices.camera === 'on' && !cameraOff && this.own;
    return html`
      ${face
        ? html`<figure class="resident">
            <video muted autoplay playsinline .srcObject=${this.camera}></video>
            <figcaption>${this.t('console.resident')}</figcaption>
          </figure>`
        : html`<p class="chip note">${icon('camera_off', 16)}${this.t('console.resident_camera.off')}</p>`}
      <figure class="self">
        ${self ? html`<video class="mirror" muted autoplay playsinline .srcObject=${this.own}></video>` : icon('camera_off', 24)}
        <figcaption>${muted || devices.microphone !== 'on' ? icon('microphone_off', 14) : ''}${this.t('console.you')}</figcaption>
      </figure>
    `;
  }
}
