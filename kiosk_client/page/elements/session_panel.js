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
    return html`<aside class="panel">
      ${this.#face()}
      <div class="beside">
        <bb-company .kiosk=${this.kiosk} .state=${this.state} .language=${this.language}></bb-company>
        <div class="talk" tabindex="0" role="log" aria-label=${this.t('session.with', { name: this.#name })}>${this.#chat()}</div>
      </div>
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
    const talk = /** @type {HTMLElement} */ (this.querySelector('.talk'));
    talk.scrollTop = talk.scrollHeight;
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

  /** What was written, or how one can answer as long as nothing was. */
  #chat() {
    const lines = this.state.chat.slice(-LINES);
    if (lines.length === 0) {
      return this.state.session?.guests.length ? nothing : html`<p class="hint large">${this.t('session.talk')}</p>`;
    }
    return html`<ol class="chat">
      ${lines.map(
        ({ sender, name, text }) => html`<li data-sender=${sender}>
          <span class="who">
            ${sender === 'kiosk' ? this.t('session.you') : this.t('session.said', { name: this.#writer(sender, name) })}
          </span>
          <span class="line" translate="no">${text}</span>
        </li>`,
      )}
    </ol>`;
  }

  /** Only a guest without an account has no name. @param {string} sender @param {string | null} name */
  #writer(sender, name) {
    return name || (sender.startsWith('guest-') ? this.t('session.family') : this.#name);
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
