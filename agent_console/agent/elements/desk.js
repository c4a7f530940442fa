import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { controls } from '/staff/styles/controls.js';
import { Caller } from '../caller.js';
import { isAgent } from '../company.js';
import { commandKey } from '../shortcuts.js';
import { Sounds } from '../sounds.js';
import { desk } from '../styles/desk.js';
import { canServe, inTalk, viewOf } from '../view.js';

/** @typedef {import('../console.js').Console} Console */

/** The signed-in agent's page: rail, stage, panel. What is asked for goes to the console, its news to the elements. */
export class Desk extends StaffElement {
  static properties = { console: { attribute: false }, own: { state: true } };
  static styles = [...controls, desk];

  #sounds = new Sounds();
  #caller = new Caller(this.#sounds);
  #voice = new Audio();
  #listening = new AbortController();

  constructor() {
    super();
    /** @type {Console} */
    this.console = /** @type {any} */ (null);
    /** @type {MediaStream | null} */
    this.own = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const { console } = this;
    console.addEventListener('change', (event) => this.#changed(/** @type {CustomEvent} */ (event).detail), { signal });
    console.call.addEventListener('change', () => this.#streamsChanged(), { signal });
    console.own.addEventListener('change', () => this.#ownChanged(), { signal });
    this.#sounds.addEventListener('change', () => this.#soundChanged(), { signal });
    this.addEventListener('ask', (event) => this.#asked(/** @type {CustomEvent} */ (event).detail), { signal });
    window.addEventListener('keydown', (event) => this.#key(event), { signal });
    for (const gesture of ['pointerdown', 'keydown']) {
      window.addEventListener(gesture, () => this.#unlock(), { signal });
    }
    this.#ownChanged();
    this.#soundChanged();
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#caller.stop();
    this.#voice.srcObject = null;
    super.disconnectedCallback();
  }

  render() {
    const { state, now } = this.console;
    const view = viewOf(state);
    if (view === 'superseded' || view === 'already_signed_in' || view === 'refused') {
      return html`<bb-elsewhere .view=${view} .code=${state.link.code ?? ''}></bb-elsewhere>`;
    }
    const inSession = view === 'call' || view === 'wrap_up';
    return html`
      <p class="narrow banner warn" role="status">${this.t('console.narrow')}</p>
      <div class="columns">
        <bb-rail .state=${state} .now=${now} .tickets=${this.console.tickets}></bb-rail>
        <main>
          ${this.#stage(view)}
          ${view === 'call' ? '' : html`<bb-banners .state=${state} .now=${now}></bb-banners>`}
        </main>
        ${inSession && state.panel.open
          ? html`<aside aria-label=${this.t('console.panel')}><bb-panel .state=${state} .now=${now}></bb-panel></aside>`
          : ''}
      </div>
      <bb-sheet></bb-sheet>
      <bb-confirm .state=${state}></bb-confirm>
      <bb-people .state=${state}></bb-people>
      <bb-tickets .state=${state} .now=${now} .tickets=${this.console.tickets}></bb-tickets>
    `;
  }

  /** @param {import('../view.js').View} view */
  #stage(view) {
    const { state, now, own, call } = this.console;
    switch (view) {
      case 'call':
        return html`<bb-call .state=${state} .now=${now} .streams=${call.streams} .others=${call.others}
          .pointing=${call.pointing} .own=${this.own}></bb-call>`;
      case 'ring':
        return html`<bb-ring-card .state=${state} .now=${now}></bb-ring-card>`;
      case 'wrap_up':
        return html`<bb-wrap-up .state=${state} .now=${now}></bb-wrap-up>`;
      case 'check':
        return html`<bb-device-check .state=${state} .own=${own}></bb-device-check>`;
      case 'connecting':
      case 'unreachable':
        return html`<div class="waiting" role="status">
          <div class="skeleton"></div>
          <h1>${this.t(view === 'connecting' ? 'console.connecting' : 'console.still_trying')}</h1>
        </div>`;
      default:
        return html`<bb-idle .state=${state} .now=${now}></bb-idle>`;
    }
  }

  /** @param {any} asked */
  #asked(asked) {
    const { console } = this;
    const { panel } = console.state;
    const picture = this.#element('bb-call')?.picture;
    /** @type {Record<string, () => unknown>} */
    const acts = {
      accept: () => console.accept(),
      decline: () => console.decline('decline'),
      busy: () => console.decline('busy'),
      ...this.#company(asked),
      end: () => this.#end(),
      presence: () => this.#presence(asked),
      microphone: () => this.#device('microphone'),
      camera: () => this.#device('camera'),
      reopen_microphone: () => console.own.open('microphone'),
      reopen_camera: () => console.own.open('camera'),
      chat: () => console.chat(asked.text, asked.key),
      why: () => console.why(),
      tell: () => console.take({ type: 'tell', waiter: asked.waiter }),
      tell_send: () => console.tell(asked.text),
      tab: () => console.panel(true, asked.tab),
      guide_choose: () => console.chooseGuide(asked.service),
      guide_again: () => console.askGuide(),
      show: () => console.presenter.show(asked.step),
      show_next: () => console.presenter.next(),
      show_back: () => console.presenter.back(),
      hide: () => console.presenter.hide(),
      panel: () => console.panel(!panel.open),
      edit: () => console.edit(asked.change),
      finish: () => console.finish(),
      wrap_up: () => console.toggleWrapUp(),
      extend: () => console.extendWrapUp(),
      devices_checked: () => this.#checked(asked.withoutMicrophone),
      recheck: () => this.#recheck(),
      restart_media: () => console.restartMedia(),
      take_over: () => console.takeOver(),
      sign_out: () => console.signOut(),
      notice_read: () => console.take({ type: 'notice_read' }),
      unlock: () => this.#unlock(),
      test_sound: () => this.#sounds.play('test'),
      tickets: () => this.#element('bb-tickets')?.show(),
      sheet: () => this.#element('bb-sheet')?.show(),
      ...this.#pointing(),
      fit: () => picture?.fit(),
      original: () => picture?.original(),
      larger: () => picture?.zoom(1),
      smaller: () => picture?.zoom(-1),
    };
    acts[asked.what]?.();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const key = commandKey(event);
    if (!key || this.renderRoot.querySelector('bb-sheet')?.shadowRoot?.querySelector('dialog')?.open) return;
    if (DIALOGS.some((name) => this.#element(name)?.open)) return;
    const { state } = this.console;
    const view = viewOf(state);
    const keys = view === 'call' && !isAgent(state.session) ? AS_GUEST : WHAT[view];
    const what = keys?.[key] ?? EVERYWHERE[key];
    if (view === 'wrap_up' && !what && this.#element('bb-wrap-up')?.choose(key)) return event.preventDefault();
    if (!what) return;
    event.preventDefault();
    if (what === 'chat_tab') this.#write('chat');
    else if (what === 'note_tab') this.#write('note');
    else if (what === 'context_tab') this.console.panel(true, 'context');
    else if (what === 'guide_tab') this.console.panel(true, 'guide');
    else this.#asked({ what });
  }

  /** @param {'chat' | 'note'} tab */
  async #write(tab) {
    this.console.panel(true, tab);
    await this.updateComplete;
    this.#element('bb-panel')?.focusInput();
  }

  /** What is asked for about others in a session. @param {any} asked @returns {Record<string, () => unknown>} */
  #company({ guest, name, agent, mode, session }) {
    const { people, state } = this.console;
    const confirm = (/** @type {import('./confirm.js').Question['what']} */ what, /** @type {() => unknown} */ yes) =>
      this.#element('bb-confirm')?.show({ what, values: { name, ticket: state.session?.ticket ?? '' }, yes });
    return {
      people: () => people.look(),
      people_close: () => people.close(),
      hand: () => people.toggleHand(),
      invite: () => people.invite(agent, mode),
      family: () => people.admit(),
      show_code: () => people.admit(Number(guest.slice('guest-'.length))),
      transfer: () => {
        people.close();
        confirm(agent ? 'transfer' : 'to_line', () => people.transfer(agent));
      },
      take_back: () => people.part(guest),
      part: () => people.part(guest),
      bring_in: () => people.changeMode(guest, 'conference'),
      hand_over: () => confirm('hand_over', () => people.handOver(guest)),
      mode: () => people.changeMode(state.session?.participant ?? '', mode),
      take_session: () => confirm('take_over', () => people.takeOver()),
      leave: () => people.leave(),
      join: () => people.join(session, mode),
    };
  }

  /** @returns {Record<string, () => unknown>} */
  #pointing() {
    const { pointing } = this.console.call;
    return {
      point_ring: () => pointing.choose('ring'),
      point_draw: () => pointing.choose('draw'),
      point_arrow: () => pointing.choose('arrow'),
      point_undo: () => pointing.undo(),
      point_clear: () => pointing.clear(),
    };
  }

  #end() {
    const { session, ending } = this.console.state;
    if (!session || !inTalk(session) || ending) return;
    const what = session.active_at === null ? 'give_back' : 'end';
    this.#element('bb-confirm')?.show({ what, values: { ticket: session.ticket }, yes: () => this.console.end() });
  }

  /** @param {{state: 'available' | 'break' | 'offline', reason?: string | null}} asked */
  #presence({ state, reason = null }) {
    this.#element('bb-rail')?.closeMenus();
    if (state === 'available' && this.console.state.me?.reason === 'microphone_failed') this.console.back();
    else if (state === 'available' && !canServe(this.console.state)) this.console.recheckDevices();
    else this.console.presence(state, reason);
  }

  /** @param {'microphone' | 'camera'} device */
  #device(device) {
    const { console } = this;
    if (console.own.states[device] !== 'on') console.own.open(device);
    else if (device === 'microphone') console.toggleMicrophone();
    else console.toggleCamera();
  }

  /** @param {boolean} withoutMicrophone */
  #checked(withoutMicrophone) {
    if ('Notification' in window && Notification.permission === 'default') Notification.requestPermission();
    this.console.devicesChecked(withoutMicrophone);
  }

  #recheck() {
    this.#element('bb-rail')?.closeMenus();
    this.console.recheckDevices();
  }

  /** @param {{before: import('../state.js').ConsoleState}} change */
  #changed({ before }) {
    this.#caller.follow(before, this.console.state);
    if (this.console.state.ring && !before.ring) this.#element('bb-tickets')?.close();
    this.requestUpdate();
  }

  #streamsChanged() {
    const { audio } = this.console.call.streams;
    if (this.#voice.srcObject !== audio) {
      this.#voice.srcObject = audio;
      if (audio) this.#speak();
    }
    this.requestUpdate();
  }

  async #speak() {
    try {
      await this.#voice.play();
    } catch (error) {
      // AbortError: another stream took its place. NotAllowedError: the browser waits for a click; a banner asks.
      const { name } = /** @type {Error} */ (error);
      if (name === 'NotAllowedError') this.console.take({ type: 'sound', blocked: true });
      else if (name !== 'AbortError') throw error;
    }
  }

  #ownChanged() {
    const { camera } = this.console.own.tracks;
    if (this.own?.getTracks()[0] !== camera) this.own = camera && new MediaStream([camera]);
  }

  #soundChanged() {
    this.console.take({ type: 'sound', blocked: this.#sounds.blocked });
  }

  async #unlock() {
    if (!this.console.state.soundBlocked) return;
    await this.#sounds.unlock();
    if (this.#voice.srcObject) await this.#speak();
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   */
  #element(name) {
    return this.renderRoot.querySelector(name);
  }
}

const DIALOGS = /** @type {const} */ (['bb-confirm', 'bb-people', 'bb-tickets']);
const PICTURE = { 0: 'fit', 1: 'original', '+': 'larger', '-': 'smaller' };
const POINTING = { t: 'point_ring', r: 'point_draw', y: 'point_arrow', z: 'point_undo', x: 'point_clear' };
const PANEL = { c: 'chat_tab', i: 'context_tab', s: 'guide_tab', p: 'panel' };

/** @type {Partial<Record<import('../view.js').View, Record<string, string>>>} */
const WHAT = {
  ring: { a: 'accept', d: 'decline', f: 'busy' },
  call: {
    m: 'microphone',
    v: 'camera',
    n: 'note_tab',
    g: 'people',
    h: 'hand',
    w: 'wrap_up',
    e: 'end',
    '.': 'show_next',
    ',': 'show_back',
    '/': 'hide',
    ...PANEL,
    ...PICTURE,
    ...POINTING,
  },
  wrap_up: PANEL,
};
/** @type {Record<string, string>} */
const AS_GUEST = { m: 'microphone', v: 'camera', e: 'leave', ...PANEL, ...PICTURE };
/** @type {Record<string, string>} */
const EVERYWHERE = { '?': 'sheet', b: 'tickets' };
