import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls, forms } from '/staff/styles/controls.js';
import { Level } from '../level.js';
import { deviceCheck } from '../styles/device_check.js';
import { ConsoleElement } from './console_element.js';

const HEARD_ABOVE = 0.35;

/**
 * Before the first resident: is the agent heard, seen, and do they hear? Asks `devices_checked` {withoutMicrophone}.
 * Opening the devices happens on a click, which also lets the page play sounds.
 */
export class DeviceCheck extends ConsoleElement {
  static properties = {
    ...ConsoleElement.properties,
    own: { attribute: false },
    heard: { state: true },
    played: { state: true },
    choices: { state: true },
  };

  static styles = [...controls, forms, deviceCheck];

  /** @type {Level | null} */
  #level = null;
  /** @type {MediaStreamTrack | null} */
  #measured = null;
  #frame = 0;
  #listening = new AbortController();

  constructor() {
    super();
    /** @type {import('../own_media.js').OwnMedia} */
    this.own = /** @type {any} */ (null);
    this.heard = false;
    this.played = false;
    /** @type {{microphone: MediaDeviceInfo[], camera: MediaDeviceInfo[]}} */
    this.choices = { microphone: [], camera: [] };
  }

  connectedCallback() {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.own.addEventListener('choices', () => this.#findChoices(), { signal });
    this.own.addEventListener('change', () => this.#findChoices(), { signal });
    this.#findChoices();
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#measure(null);
    super.disconnectedCallback();
  }

  render() {
    const { microphone, camera } = this.state.devices;
    const closed = microphone === 'closed' && camera === 'closed';
    return html`
      <section class="card" aria-labelledby="title">
        <header>
          <h1 id="title">${this.t('console.check.title')}</h1>
          <p class="muted">${this.t(closed ? 'console.check.why' : 'console.check.look')}</p>
        </header>
        ${closed ? this.#begin() : this.#check()}
      </section>
    `;
  }

  #begin() {
    return html`
      <ol class="permission stack">
        <li><span>1</span>${this.t('console.check.ask')}</li>
        <li><span>2</span>${this.t('console.check.allow')}</li>
      </ol>
      <div class="row"><button class="main large" @click=${this.#open}>${this.t('console.check.begin')}</button></div>
    `;
  }

  #check() {
    const { microphone, camera } = this.state.devices;
    const ready = microphone === 'on' && this.heard;
    return html`
      <div class="both">
        <div class="picture">
          <video muted autoplay playsinline ?hidden=${camera !== 'on'}
            aria-label=${this.t('console.check.picture')}></video>
          ${camera === 'on' ? '' : this.#missing('camera', camera)}
          ${this.#select('camera')}
        </div>
        <div class="sound stack">
          <div class="stack close">
            <h2>${icon('microphone')}${this.t('console.check.microphone')}</h2>
            ${microphone === 'on' ? this.#meter() : this.#missing('microphone', microphone)}
            ${this.#select('microphone')}
          </div>
          <div class="stack close">
            <h2>${icon('speaker')}${this.t('console.check.speaker')}</h2>
            <button @click=${this.#playSound}>${this.t('console.check.play')}</button>
            <p class="hint" role="status">${this.played ? this.t('console.check.played') : ''}</p>
          </div>
        </div>
      </div>
      <footer class="row">${this.#done(ready)}</footer>
    `;
  }

  /** @param {boolean} ready */
  #done(ready) {
    const { microphone, camera } = this.state.devices;
    const done = (/** @type {boolean} */ withoutMicrophone) => () =>
      this.ask('devices_checked', { withoutMicrophone });
    const word = camera === 'on' ? 'console.check.done' : 'console.check.without_camera';
    if (ready) return html`<button class="main large" @click=${done(false)}>${icon('check')}${this.t(word)}</button>`;
    if (microphone === 'on') {
      return html`<button class="large" @click=${done(false)}>${this.t('console.check.unheard')}</button>`;
    }
    return html`
      <button class="main large" @click=${this.#open}>${this.t('console.check.again')}</button>
      <button class="large" @click=${done(true)}>${this.t('console.check.without_microphone')}</button>
    `;
  }

  #meter() {
    return html`
      <div class="meter" role="img" aria-label=${this.t('console.check.level')}><div class="level"></div></div>
      <p role="status" class=${this.heard ? 'chip good' : 'chip'}>
        ${this.heard ? icon('check', 16) : ''}${this.t(this.heard ? 'console.check.heard' : 'console.check.speak')}
      </p>
    `;
  }

  /**
   * @param {'microphone' | 'camera'} device
   * @param {string} state
   */
  #missing(device, state) {
    if (state === 'opening') return html`<p class="blank muted">${this.t('console.check.opening')}</p>`;
    const why = state === 'refused' || (state === 'dead' && device === 'microphone') ? state : 'missing';
    return html`<p class="blank ${device === 'camera' ? '' : 'low'}">
      ${icon(`${device}_off`, 24)}<span>${this.t(`console.check.${device}.${why}`)}</span>
    </p>`;
  }

  /** @param {'microphone' | 'camera'} device */
  #select(device) {
    const choices = this.choices[device];
    if (choices.length < 2) return '';
    const present = this.own.tracks[device]?.getSettings().deviceId;
    return html`<div class="field">
      <label for=${device}>${this.t(`console.check.${device}.which`)}</label>
      <select id=${device} @change=${(/** @type {any} */ event) => this.own.open(device, event.target.value)}>
        ${choices.map(
          ({ deviceId, label }) => html`<option value=${deviceId} ?selected=${deviceId === present}>${label}</option>`,
        )}
      </select>
    </div>`;
  }

  updated() {
    const video = /** @type {HTMLVideoElement | null} */ (this.renderRoot.querySelector('video'));
    const { camera, microphone } = this.own.tracks;
    const shown = /** @type {MediaStream | null} */ (video?.srcObject ?? null)?.getTracks()[0] ?? null;
    if (video && shown !== camera) video.srcObject = camera && new MediaStream([camera]);
    if (microphone !== this.#measured) this.#measure(microphone);
  }

  /** @param {MediaStreamTrack | null} track */
  #measure(track) {
    cancelAnimationFrame(this.#frame);
    this.#level?.close();
    this.#measured = track;
    this.#level = track && new Level(track);
    if (this.#level) this.#frame = requestAnimationFrame(() => this.#read());
  }

  #read() {
    const level = this.#level?.read() ?? 0;
    const bar = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.level'));
    if (bar) bar.style.transform = `scaleX(${level})`;
    if (level > HEARD_ABOVE) this.heard = true;
    this.#frame = requestAnimationFrame(() => this.#read());
  }

  #open() {
    this.ask('unlock');
    this.own.openAll();
  }

  #playSound() {
    this.ask('test_sound');
    this.played = true;
  }

  async #findChoices() {
    const [microphone, camera] = await Promise.all([this.own.choices('microphone'), this.own.choices('camera')]);
    this.choices = { microphone, camera };
  }
}
