import { Allowance } from '/web/guidance.js';
import { Link, Refused } from '/web/link.js';
import { forgetTimelines, Timeline } from '/web/timeline.js';
import { pageTimers } from '/web/timers.js';

import { Call } from './call.js';
import { Capture } from './capture.js';
import { CONSENT_TEXT_VERSION } from './consent_text.js';
import { MaskLog } from './mask_log.js';
import { forgetKiosk, forgetSession, instance, rememberedSince, rememberWelcome } from './memory.js';
import { on } from './on.js';
import { playConnected, playEnded } from './sounds.js';
import { initial, inTalk, isSeen, reduce } from './state.js';
import { text } from './text.js';

/**
 * @typedef {import('/web/messages.js').ServerMessage} ServerMessage
 * @typedef {import('/web/messages.js').ConsentPart} Consent
 * @typedef {import('/web/messages.js').Guidance} Guidance
 * @typedef {import('./identity.js').Identity} Identity
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Event} Event
 * @typedef {{service: string | null, step: string | null, attempt: number, error: string | null}} Place where in a procedure
 *   the resident is, by codes
 */

/**
 * A signal to somebody who is away is sent again until there is an answer; one that was under way while the session went
 * on without it, to another agent or to its end, is not missed.
 */
const NO_NEWS = new Set(['peer_away', 'wrong_state', 'stale_epoch', 'unknown_session']);

/** Marks and pointer moves in a second, at most. */
const MOST_GUIDANCE = 90;

/**
 * The kiosk itself: what the elements ask for becomes commands, what the server says becomes state. Raises `change`, and
 * `guidance` with what the agent points at as detail.
 */
export class Kiosk extends EventTarget {
  /** @type {State} */
  state;
  /** @type {import('/web/i18n.js').Language} that whoever comes next is greeted in */
  greeting = 'zh-CN';
  #place;
  /** @type {number | null} since when the resident has been there, by the server's clock */
  #stepSince = null;
  /** @type {Link | null} */
  #link = null;
  #capture;
  #allowance = new Allowance(MOST_GUIDANCE);
  /** @type {Call | null} */
  #call = null;
  /** @type {Timeline | null} */
  #timeline = null;
  #maskLog = new MaskLog({ add: (entry) => this.#timeline?.add(entry), now: () => this.now(), timers: pageTimers });
  #session = new AbortController();
  #handoff = new AbortController();
  /** Only what the server knows to be over can be rated. */
  #endHeard = Promise.resolve();

  /**
   * @param {object} options
   * @param {import('/web/messages.js').KioskWelcome | null} options.welcome the last one known
   * @param {Place} options.place
   * @param {import('./host.js').Host | null} [options.host] the page that this one is in
   */
  constructor({ welcome, place, host = null }) {
    super();
    this.#capture = new Capture(host);
    this.state = initial(welcome);
    this.#place = place;
    on(this.#capture, 'change', (change) => this.#captureChanged(change));
    this.#maskLog.follow(this.#capture);
    text.addEventListener('change', () => this.#changeContext(this.state.session?.context.service ?? null));
  }

  /** @param {Identity} identity */
  connect(identity) {
    const url = new URL('/ws', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const link = new Link({
      url: url.href,
      hello: (nonce) => identity.introduce(nonce, instance()),
      renew: () => identity.token(),
    });
    this.#link = link;
    this.#call = new Call({
      link,
      capture: this.#capture,
      tell: (event) => this.tell(event),
      onguidance: (guidance) => this.#guided(guidance),
    });
    link.addEventListener('state', () => this.tell({ type: 'link', status: link.status }));
    on(link, 'message', (message) => this.#heard(message));
    link.open();
    return link;
  }

  /** The server's clock. */
  now() {
    return this.#link?.now() ?? Date.now();
  }

  /** @param {Event} event */
  tell(event) {
    const before = this.state;
    this.state = reduce(before, event);
    if (this.state === before) return;
    this.#follow(before);
    this.dispatchEvent(new CustomEvent('change'));
  }

  // --- what the resident does ----------------------------------------------------------------------------------------

  askForHelp() {
    const session = crypto.randomUUID();
    this.#ask(session, (code) => {
      if (code !== 'kiosk_busy') this.tell({ type: 'failed', session });
    });
  }

  /** Back into the line, having left it by a wrong touch; where that was too long ago, at its end. */
  comeBack() {
    const { left } = this.state;
    if (left) this.#ask(left.session, () => this.askForHelp());
  }

  /** @param {Consent} consent */
  answer(consent) {
    this.tell({ type: 'consented', consent });
    this.#capture.allow(consent);
    this.#sendConsent();
  }

  /** @param {string | null} service null: the resident would rather say it to the agent */
  chooseTopic(service) {
    this.tell({ type: 'topic', service });
    if (service) this.#changeContext(service);
  }

  /** @param {string} spoken a language, by its tag */
  chooseSpoken(spoken) {
    this.tell({ type: 'spoken', spoken });
    this.#changeContext(this.state.session?.context.service ?? null);
  }

  /** @param {string | null} service */
  openCard(service) {
    this.tell({ type: 'card', service });
    if (service && inTalk(this.state.session)) this.#changeContext(service);
  }

  /** @param {Place} place where the resident is now, as the page itself says */
  tellPlace(place) {
    const { service, step } = this.#place;
    const moved = place.service !== service || place.step !== step;
    this.#place = place;
    if (moved) this.#stepSince = rememberedSince(place, this.now());
    this.#followPlace();
  }

  /** @param {Guidance} guidance what there is to point at, and what was touched */
  guide(guidance) {
    if (isSeen(this.state)) this.#call?.guide(guidance);
  }

  /** @param {string} line */
  say(line) {
    const { session } = this.state;
    if (session) this.#command('send_chat', { session: session.id, key: crypto.randomUUID(), text: line });
  }

  /** Ends the session or leaves the line: here at once, whether or not the server can hear of it now. */
  end() {
    const { session, asked } = this.state;
    this.tell({ type: 'confirming', open: false });
    if (session) {
      this.#endHeard = this.#command('end', { session: session.id });
      this.tell({ type: 'end' });
    } else if (asked) {
      this.#giveUp(asked);
    }
  }

  /** @param {number} rating */
  rate(rating) {
    const { ended } = this.state;
    if (!ended) return;
    this.#endHeard.then(() => this.#command('rate', { session: ended.id, rating }));
    this.tell({ type: 'stage', stage: 'receipt', rating });
  }

  /**
   * A ticket instead of an agent; kept on trying while the resident stays. Who waited leaves the line with it.
   *
   * @param {'call_back' | 'counter'} kind
   */
  async requestTicket(kind) {
    const { ended, session, handoff } = this.state;
    const about = ended?.id ?? session?.id;
    if (!about || handoff?.sending) return;
    const fields = { session: about, kind, phone: kind === 'call_back' ? (handoff?.digits ?? '') : null };
    this.#handoff = new AbortController();
    const { signal } = this.#handoff;
    this.tell({ type: 'ticket_asked' });
    try {
      const made = await this.#link?.command('request_ticket', fields, { signal });
      if (made?.type !== 'ticket') return;
      this.tell({ type: 'ticket_made', made });
      if (session && this.state.ended?.id === session.id) this.#command('end', { session: session.id });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!signal.aborted) this.tell({ type: 'ticket_refused' });
    }
  }

  /** Nothing of the last resident is left: tracks, connection, chat, notes of the session, language and text size. */
  wipe() {
    this.#capture.stop();
    this.#call?.close();
    this.#handoff.abort(new Refused({ code: 'given_up', detail: 'the resident has gone' }));
    forgetSession();
    this.tell({ type: 'wipe' });
    text.set(this.greeting);
  }

  /** Out of service for good under its old name: the machine asks for a new one. */
  enrolAgain() {
    forgetKiosk();
    location.reload();
  }

  /** This window takes the machine over from another. */
  takeOver() {
    this.#link?.open();
  }

  /** Nobody points at what they are not shown, nor faster than a hand. @param {Guidance} guidance */
  #guided(guidance) {
    if (isSeen(this.state) && this.#allowance.take()) return this.dispatchEvent(new CustomEvent('guidance', { detail: guidance }));
    console.info('Guidance was not taken: nothing is shown, or it was too much.', guidance.kind);
  }

  // --- what the server says ------------------------------------------------------------------------------------------

  /** @param {ServerMessage} message */
  #heard(message) {
    switch (message.type) {
      case 'kiosk_welcome':
        return this.#welcome(message);
      case 'desk_changed':
        if (this.state.welcome) this.#welcome({ ...this.state.welcome, desk: message.desk });
        return;
      case 'kiosk_snapshot':
        return this.tell({ type: 'snapshot', snapshot: message });
      case 'chat':
        return this.tell(message);
      case 'signal':
      case 'signal_ack':
        return this.#call?.receive(message);
      case 'error':
        if (!NO_NEWS.has(message.code)) console.warn('The server did not take a message.', message.code, message.detail);
    }
  }

  /** @param {import('/web/messages.js').KioskWelcome} welcome */
  #welcome(welcome) {
    rememberWelcome(welcome);
    this.tell({ type: 'welcome', welcome });
  }

  /** What has to happen because the state has changed. @param {State} before */
  #follow(before) {
    const { session, ended } = this.state;
    if (session !== before.session) this.#followSession(before);
    if (ended && !before.ended) this.#hasEnded(before);
    const seen = isSeen(this.state);
    if (seen === (this.state.seenSince !== null)) return;
    this.#timeline?.add({ kind: 'sharing', visible: seen });
    this.tell({ type: 'seen', since: seen ? this.now() : null });
  }

  /** @param {State} before */
  #followSession(before) {
    const { session } = this.state;
    if (session && session.id !== before.session?.id) {
      this.#begin(session.id, session.consent);
      this.#followPlace();
    }
    this.#call?.see(session, this.#timeline);
    if (inTalk(session) && !inTalk(before.session)) void playConnected();
  }

  /**
   * A session, new or come back to.
   *
   * @param {string} id
   * @param {Consent | null} consent what was answered before a reload
   */
  #begin(id, consent) {
    forgetTimelines(id);
    this.#timeline = new Timeline({ link: /** @type {Link} */ (this.#link), session: id });
    this.#maskLog.begin();
    if (consent) {
      this.#timeline.add({ kind: 'reloaded' });
      this.#capture.allow(consent);
    } else if (this.state.consent) {
      this.#sendConsent();
    }
  }

  /** @param {State} before */
  #hasEnded(before) {
    this.#maskLog.end();
    this.#timeline?.flush();
    this.#timeline = null;
    this.#capture.stop();
    this.#call?.close();
    if (inTalk(before.session)) void playEnded();
    if (this.state.ended?.reason === 'resident_left') this.wipe();
  }

  /** @param {{device: import('./capture.js').Device, state: import('./capture.js').DeviceState}} change */
  #captureChanged({ device, state }) {
    this.#timeline?.add({ kind: 'device', device, state });
    this.tell({ type: 'carries', carries: this.#capture.carries });
  }

  // --- commands ------------------------------------------------------------------------------------------------------

  /**
   * @param {string} session
   * @param {(code: string) => void} onrefused
   */
  #ask(session, onrefused) {
    const context = this.#context(this.state.card ?? this.#place.service);
    this.#session = new AbortController();
    this.tell({ type: 'asked', session });
    this.#command('request_help', { session, context }, onrefused);
  }

  #sendConsent() {
    const { session, consent } = this.state;
    if (!session || !consent) return;
    const fields = { session: session.id, consent, text_version: CONSENT_TEXT_VERSION, language: text.language };
    this.#command('consent', fields);
  }

  /** What the page says of where the resident is, the agent sees. */
  #followPlace() {
    const { context } = this.state.session ?? {};
    const { service, step, attempt, error } = this.#place;
    if (!context || !service) return;
    const same = service === context.service && step === context.step;
    if (!same || attempt !== context.attempt || error !== context.error) this.#changeContext(service);
  }

  /** @param {string | null} service */
  #changeContext(service) {
    const { session } = this.state;
    if (!session) return;
    this.#command('change_context', { session: session.id, context: this.#context(service) });
  }

  /** @param {string | null} service */
  #context(service) {
    const spoken = this.state.spoken ?? this.state.session?.context.spoken ?? null;
    const common = { service, language: text.language, spoken };
    if (service !== this.#place.service) return { ...common, step: null };
    const { step, attempt, error } = this.#place;
    return { ...common, step, step_since: this.#stepSince, attempt, error };
  }

  /** @param {string} session asked for, but never seen in a snapshot: forget it, and end it should it have arrived */
  #giveUp(session) {
    this.#session.abort(new Refused({ code: 'given_up', detail: 'the resident did not want to wait' }));
    this.#command('end', { session });
    this.wipe();
  }

  /**
   * @param {string} type
   * @param {object} fields
   * @param {(code: string) => void} [onrefused]
   */
  async #command(type, fields, onrefused = () => {}) {
    const signal = type === 'request_help' ? this.#session.signal : undefined;
    try {
      await this.#link?.command(type, fields, { signal });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.info(`${type} was refused.`, error.code);
      onrefused(error.code);
    }
  }
}
