import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { isAgent, isHeard, purposesOf, supervises } from '../company.js';
import { callBar } from '../styles/call_bar.js';
import { screenWithheld } from '../view.js';
import { ConsoleElement } from './console_element.js';

/** What can be done in a call, each thing always at its place. */
export class CallBar extends ConsoleElement {
  static properties = { ...ConsoleElement.properties, placed: { attribute: false } };
  static styles = [...controls, callBar];

  constructor() {
    super();
    /** @type {{scale: number, fits: boolean, tall: boolean}} */
    this.placed = { scale: 1, fits: true, tall: false };
  }

  render() {
    const { session, muted, cameraOff, devices, panel, chat } = this.state;
    if (!session) return '';
    const agent = isAgent(session);
    const shows = this.t(panel.open ? 'console.panel.hide' : 'console.panel.show');
    return html`
      <div class="group">
        ${isHeard(session) ? this.#device('microphone', 'M', muted, devices.microphone) : ''}
        ${isHeard(session) ? this.#device('camera', 'V', cameraOff, devices.camera) : ''}
        ${agent ? this.#people(session) : html`<bb-own-part .state=${this.state}></bb-own-part>`}
      </div>
      <div class="group" role="group" aria-label=${this.t('console.zoom')}
        ?inert=${screenWithheld(this.state) !== null}>
        ${this.#zoom('smaller', 'minus')}
        <button class="plain percent figures" title=${this.t('console.zoom.original')}
          @click=${() => this.ask('original')}>
          ${Math.round(this.placed.scale * 100)} %
        </button>
        ${this.#zoom('larger', 'plus')}
        <button class="plain icon" aria-pressed=${this.placed.fits} aria-label=${this.t('console.zoom.fit')}
          title=${this.t('console.zoom.fit')} @click=${() => this.ask('fit')}>${icon('fit')}</button>
      </div>
      <div class="group last">
        <button class="plain" aria-expanded=${panel.open} title=${shows} @click=${() => this.ask('panel')}>
          ${icon('panel')}<span class="quiet">${shows}</span>
          ${!panel.open && chat.unread ? html`<span class="count figures">${chat.unread}</span>` : ''}
        </button>
        ${agent
          ? this.#end(session)
          : html`<button @click=${() => this.ask('leave')}>${icon('leave')}${this.t('console.leave')}<kbd>E</kbd></button>`}
      </div>
    `;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    this.toggleAttribute('crowded', this.state.session !== null && supervises(this.state.session));
  }

  /** @param {import('/web/messages.js').AgentSession} session */
  #people({ hand_raised_at: raised }) {
    const { rights } = this.state;
    if (purposesOf(rights).length === 0 && !rights.includes('raise_hand')) return '';
    return html`<button class=${raised === null ? '' : 'off'} aria-haspopup="dialog" @click=${() => this.ask('people')}>
      ${icon(raised === null ? 'line' : 'hand')}${this.t(raised === null ? 'console.people' : 'console.hand.raised')}<kbd>G</kbd>
    </button>`;
  }

  /**
   * Before there was sound or picture nobody ends it for the resident: they go back into the line.
   *
   * @param {import('/web/messages.js').AgentSession} session
   */
  #end({ active_at }) {
    const { ending } = this.state;
    const what = active_at === null ? 'give_back' : 'end';
    return html`<button class="end" aria-disabled=${ending} @click=${() => this.ask('end')}>
      ${icon('end')}${this.t(ending ? `console.${what}.now` : `console.${what}`)}<kbd>E</kbd>
    </button>`;
  }

  /**
   * @param {'microphone' | 'camera'} device
   * @param {string} key
   * @param {boolean} off
   * @param {import('../state.js').DeviceState} state
   */
  #device(device, key, off, state) {
    const broken = state !== 'on' && state !== 'opening';
    const name = broken ? 'missing' : off ? 'off' : 'on';
    const on = !broken && !off;
    return html`<button class=${on ? '' : 'off'} @click=${() => this.ask(device)}>
      ${icon(on ? device : `${device}_off`)}${this.t(`console.${device}.${name}`)}<kbd>${key}</kbd>
    </button>`;
  }

  /**
   * @param {'smaller' | 'larger'} what
   * @param {'minus' | 'plus'} drawing
   */
  #zoom(what, drawing) {
    const word = this.t(`console.zoom.${what}`);
    return html`<button class="plain icon" aria-label=${word} title=${word} @click=${() => this.ask(what)}>
      ${icon(drawing)}
    </button>`;
  }
}
