import { html, nothing } from 'lit';

import { playing } from '/web/playing.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

const REPLIES = /** @type {const} */ (['yes', 'no', 'again', 'slower', 'lost', 'deaf']);
const LINES = 3;

/** Who helps: the face, what was written, and answers for those who cannot or will not speak. */
export class SessionPanel extends KioskElement {
  /** @type {MediaStream | null} */
  #shown = null;

  render() {
    const trouble = this.#trouble();
    return html`<aside class="panel">
      ${this.#face()}
      <div class="talk">${trouble} ${this.#chat(trouble === nothing)}</div>
      <div class="replies" role="group" aria-label=${this.t('session.reply')}>
        ${REPLIES.map(
          (name) => html`<button class="choice" @click=${() => this.kiosk.say(this.t(`reply.${name}`))}>
            ${this.t(`reply.${name}`)}
          </button>`,
        )}
      </div>
    </aside>`;
  }

  updated() {
    const video = this.#video;
    if (!video) return;
    video.ariaLabel = this.t('session.with', { name: this.#name });
    if (this.#shown === this.state.agentStream) return;
    this.#shown = this.state.agentStream;
    this.#play(video);
  }

  get #video() {
    return this.state.agentStream && playing(this.state.agentStream, { muted: false });
  }

  get #name() {
    return this.state.session?.agent_name || this.t('session.somebody');
  }

  #face() {
    const { agent, agentStream, soundBlocked } = this.state;
    const seen = agent.camera === 'on' && agentStream !== null;
    return html`<figure class="agent" ?data-face=${seen}>
      ${this.#video ?? nothing}
      ${seen
        ? nothing
        : html`<div class="no-face">
            ${icon('face')}<span>${this.t(agentStream ? 'session.no_face' : 'session.connecting', { name: this.#name })}</span>
          </div>`}
      <figcaption>${this.#name}</figcaption>
      ${soundBlocked
        ? html`<button class="primary sound" @click=${() => this.#video && this.#play(this.#video)}>
            ${icon('sound')}<span>${this.t('session.sound')}</span>
          </button>`
        : nothing}
    </figure>`;
  }

  /** What is not as it should be, most urgent first: one sentence, no more. */
  #trouble() {
    const { link, session, media, carries, consent } = this.state;
    const values = { name: this.#name, phone: this.phone };
    /** @type {[boolean, string][]} */
    const reasons = [
      [link.state === 'offline', media === 'connected' ? 'session.reconnecting' : 'session.offline'],
      [session?.agent_present === false, 'session.agent_away'],
      [media === 'troubled', 'session.troubled'],
      [consent?.voice === true && carries.microphone === 'missing', 'session.microphone.missing'],
      [consent?.voice === true && carries.microphone === 'refused', 'session.microphone.refused'],
      [consent?.screen === true && carries.screen === 'missing', 'session.screen.missing'],
      [consent?.screen === true && carries.screen === 'refused', 'session.screen.refused'],
      [consent?.camera === true && carries.camera === 'missing', 'session.camera.missing'],
      [consent?.camera === true && carries.camera === 'refused', 'session.camera.refused'],
      [!consent?.voice, 'session.microphone.off'],
    ];
    const [, words] = reasons.find(([applies]) => applies) ?? [];
    return words ? html`<p class="notice" role="status">${icon('warning')}<span>${this.t(words, values)}</span></p>` : nothing;
  }

  /** @param {boolean} hint room to say how one can answer, as long as nobody has written anything */
  #chat(hint) {
    const lines = this.state.chat.slice(-LINES);
    if (lines.length === 0 && hint) return html`<p class="hint large">${this.t('session.talk')}</p>`;
    return html`<ol class="chat" aria-live="polite">
      ${lines.map(
        ({ sender, text }) => html`<li data-sender=${sender}>
          <span class="who">
            ${sender === 'kiosk' ? this.t('session.you') : this.t('session.said', { name: this.#name })}
          </span>
          <span class="line">${text}</span>
        </li>`,
      )}
    </ol>`;
  }

  /** @param {HTMLVideoElement} video */
  async #play(video) {
    try {
      await video.play();
      this.kiosk.tell({ type: 'sound_blocked', blocked: false });
    } catch (error) {
      const { name } = /** @type {DOMException} */ (error);
      if (name === 'AbortError') return;
      console.info('The browser wants a touch before it plays sound.', name);
      this.kiosk.tell({ type: 'sound_blocked', blocked: true });
    }
  }
}
