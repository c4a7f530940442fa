import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { icon } from '/kiosk/elements/icons.js';
import { consulting } from '/web/pairs.js';
import { playing } from '/web/playing.js';
import { companions } from '../state.js';
import { GuestElement } from './guest_element.js';

/** The faces, oneself in the corner, and what one can do. */
export class TalkScreen extends GuestElement {
  render() {
    const { session, own, mirror } = this.state;
    if (!session) return '';
    const others = companions(session);
    return html`<main tabindex="-1" class="talk">
      <h1 class="unseen">${this.t('guest.talk')}</h1>
      <div class="faces" data-count=${others.length}>
        ${others.map((one) => this.#face(one))}
        ${mirror
          ? html`<video class="mirror" muted autoplay playsinline aria-label=${this.t('guest.own')} .srcObject=${live(mirror)}></video>`
          : ''}
      </div>
      <div class="below">
        <div role="status">${this.#said(session)}</div>
        ${this.state.silenced
          ? html`<button class="main" @click=${() => this.visit.play()}>${icon('sound')}${this.t('guest.play')}</button>`
          : ''}
        <div class="controls">
          ${this.#device('microphone', own.microphone, () => this.visit.toggleMicrophone())}
          ${this.#device('camera', own.camera, () => this.visit.toggleCamera())}
          <button class="end" @click=${() => this.visit.leave()}>${icon('cross')}<span>${this.t('guest.leave')}</span></button>
        </div>
      </div>
    </main>`;
  }

  /** @param {import('../state.js').Companion} one */
  #face({ name, role, display_name, present }) {
    const face = this.state.faces.get(name);
    const who = this.t(`guest.role.${role}`, { name: display_name });
    const note = !present ? 'away' : face?.connected ? null : face?.unreachable ? 'unreachable' : 'connecting';
    return html`<figure>
      ${face?.seen && !note ? playing(face.stream, { muted: false }) : html`<span class="nobody">${icon('face')}</span>`}
      <figcaption>${who}${note ? html`<span class="small">${this.t(`guest.face.${note}`)}</span>` : ''}</figcaption>
    </figure>`;
  }

  /** One thing at a time, what matters most first. @param {import('/web/messages.js').GuestSession} session */
  #said({ guests, agent_name: name }) {
    const { offline, own } = this.state;
    if (offline) return html`<p class="notice">${icon('warning')}<span>${this.t('guest.offline')}</span></p>`;
    if (own.microphone === 'missing' || own.microphone === 'refused') {
      return html`<p class="notice">${icon('warning')}<span>${this.t('guest.unheard')}</span></p>`;
    }
    if (consulting(guests)) return html`<p class="muted">${this.t('guest.consulting', { name })}</p>`;
    return html`<p class="muted">${this.t(own.microphone === 'on' ? 'guest.heard' : 'guest.muted')}</p>`;
  }

  /** @param {'microphone' | 'camera'} device @param {import('../state.js').DeviceState} state @param {() => void} toggle */
  #device(device, state, toggle) {
    const on = state === 'on';
    const drawing = { microphone: on ? 'microphone' : 'microphone_off', camera: on ? 'video' : 'video_off' }[device];
    return html`<button aria-pressed=${on} @click=${toggle}>
      ${icon(/** @type {import('/kiosk/elements/icons.js').Icon} */ (drawing))}<span>${this.t(`guest.${device}.${on ? 'on' : 'off'}`)}</span>
    </button>`;
  }
}
