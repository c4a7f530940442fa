import { ApiError } from '/web/api.js';
import { Refused } from '/web/commands.js';
import { Link } from '/web/link.js';
import { wakefulTimers } from '/web/timers.js';
import { Call } from './call.js';
import { isAgent } from './company.js';
import { Drafts } from './drafts.js';
import { OwnMedia } from './own_media.js';
import { People } from './people.js';
import { Presenter } from './presenter.js';
import { guideWanted, mustAskGuide } from './reading.js';
import { initialState, reduce } from './state.js';
import { Tickets } from './tickets.js';
import { canServe, inTalk, mayServeAgain, mustStepBack, ownTracks, wantedMedia, whyAbout } from './view.js';

/**
 * @import { OutcomeName } from '/web/messages.js'
 * @import { Fact, LocalFact, Tab } from './state.js'
 */

/** A signal that crossed with a change which the next snapshot tells: nothing for a person to know. */
const OVERTAKEN = new Set(['peer_away', 'stale_epoch', 'wrong_state', 'unknown_session', 'not_your_session']);
const CHECKED = 'bangban.devices_checked';

/**
 * The console without its looks: it holds the state, carries out what the agent asks for, and keeps media, drafts and
 * presence in line with what the server says. Raises `change` {before} with each new state.
 */
export class Console extends EventTarget {
  state = initialState();
  own = new OwnMedia();
  link;
  call;
  #drafts;
  #takeover = false;
  #following = false;

  /**
   * @param {object} options
   * @param {import('/web/api.js').Api} options.api
   * @param {string} options.instance of this window
   */
  constructor({ api, instance }) {
    super();
    this.api = api;
    this.tickets = new Tickets(api);
    this.link = new Link({
      url: new URL('/ws', location.href.replace(/^http/, 'ws')).href,
      hello: async () => ({ token: await api.token(), proof: null, instance, takeover: this.#takeover }),
      renew: () => api.token(),
      timers: wakefulTimers(),
    });
    this.call = new Call({ link: this.link, own: this.own, report: (fact) => this.take(fact) });
    this.#drafts = new Drafts({
      link: this.link,
      draft: () => this.state.draft,
      report: (fact) => this.take(fact),
    });
    this.people = new People({
      link: this.link,
      state: () => this.state,
      report: (fact) => this.take(fact),
      saved: () => this.#drafts.flush(),
    });
    this.presenter = new Presenter({
      link: this.link,
      state: () => this.state,
      report: (fact) => this.take(fact),
      readAgain: () => this.askGuide(),
    });
    this.link.addEventListener('message', (event) => this.#received(/** @type {CustomEvent} */ (event).detail));
    this.link.addEventListener('state', (event) => this.#linkChanged(/** @type {CustomEvent} */ (event).detail));
    this.own.addEventListener('change', (event) => {
      this.take({ type: 'device', .../** @type {CustomEvent} */ (event).detail });
    });
  }

  /** The server's clock, ms. */
  now = () => this.link.now();

  start() {
    const checked = sessionStorage.getItem(CHECKED);
    if (checked) {
      this.own.openAll();
      this.take({ type: 'devices_checked', withoutMicrophone: checked === 'without_microphone' });
    }
    this.link.open();
  }

  /** @param {Fact} fact */
  take(fact) {
    const before = this.state;
    this.state = reduce(before, fact);
    if (this.state === before) return;
    this.#follow();
    this.dispatchEvent(new CustomEvent('change', { detail: { before } }));
  }

  // --- what the agent asks for --------------------------------------------------------------------------------------

  accept() {
    const { ring, answering } = this.state;
    if (!ring || answering) return;
    this.take({ type: 'answering', ring: ring.ring, answer: 'accept' });
    this.#ask('accept', { ring: ring.ring });
  }

  /** @param {'decline' | 'busy'} answer `busy`: not soon again for this resident; a colleague is not told why */
  decline(answer) {
    const { ring, answering } = this.state;
    if (!ring || answering || (answer === 'busy' && ring.invitation)) return;
    this.take({ type: 'answering', ring: ring.ring, answer });
    this.#ask('decline', { ring: ring.ring, reason: answer === 'busy' ? 'busy' : null });
  }

  end() {
    const { session, ending } = this.state;
    if (!session || !inTalk(session) || !isAgent(session) || ending) return;
    this.take({ type: 'ending' });
    this.#ask('end', { session: session.id });
  }

  /**
   * @param {'available' | 'break' | 'offline'} state
   * @param {string | null} [reason]
   */
  presence(state, reason = null) {
    return this.#ask('presence', { state, reason });
  }

  /** Back in the line, if the microphone works now. */
  async back() {
    if (!canServe(this.state)) await this.own.open('microphone');
    if (canServe(this.state)) await this.presence('available');
  }

  toggleMicrophone() {
    this.take({ type: 'muted', muted: !this.state.muted });
  }

  toggleCamera() {
    this.take({ type: 'camera_off', off: !this.state.cameraOff });
  }

  /**
   * @param {string} text
   * @param {string} [key] of a line that failed before
   */
  async chat(text, key = crypto.randomUUID()) {
    const { session } = this.state;
    if (!session) return;
    this.take({ type: 'chat_sending', key, text });
    if (!(await this.#ask('send_chat', { session: session.id, key, text }, null))) {
      this.take({ type: 'chat_failed', key });
    }
  }

  /** A line to somebody who waits. @param {string} text */
  async tell(text) {
    const { telling } = this.state;
    if (!telling || telling.step === 'sending') return;
    const again = telling.step === 'refused' && telling.text === text;
    const key = again ? telling.key : crypto.randomUUID();
    this.take({ type: 'telling', key, text });
    try {
      await this.link.command('tell_waiter', { session: telling.waiter.session, key, text });
      this.take({ type: 'told', key, code: null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.take({ type: 'told', key, code: error.code });
    }
  }

  /** Why me? Asked again, the answer is put away. */
  async why() {
    const { ring, session, why } = this.state;
    const about = whyAbout(this.state);
    if (about === null || why?.about === about) return this.take({ type: 'why', about: null });
    this.take({ type: 'why', about });
    try {
      const routing = await this.api.get(`/sessions/${session?.id ?? ring?.session}/routing`);
      this.take({ type: 'why_told', about, routing, fault: null });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.take({ type: 'why_told', about, routing: null, fault: error.code });
    }
  }

  /** To read in this session, whatever the resident chose. @param {string} service */
  chooseGuide(service) {
    const { session } = this.state;
    if (session) this.take({ type: 'guide_chosen', which: { session: session.id, service } });
  }

  async askGuide() {
    const which = guideWanted(this.state);
    if (!which) return;
    this.take({ type: 'guide_asked', which });
    try {
      const { items } = await this.api.get(`/guides?service=${which.service}`);
      this.take({ type: 'guide_told', which, guide: items[0]?.guide ?? null, fault: items.length ? null : 'unknown' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.take({ type: 'guide_told', which, guide: null, fault: error.code });
    }
  }

  /** @param {{outcome?: OutcomeName, note?: string}} change */
  edit({ outcome = this.state.draft.outcome ?? undefined, note = this.state.draft.note }) {
    this.take({ type: 'draft_edited', outcome: outcome ?? null, note });
    this.#drafts.touch();
  }

  finish() {
    const { session, draft, finishing } = this.state;
    if (session?.state !== 'wrap_up' || !draft.outcome || finishing) return;
    this.#drafts.stop();
    this.take({ type: 'finishing' });
    this.#ask('finish_wrap_up', { session: session.id, outcome: draft.outcome, note: draft.note });
  }

  /** Where a wrap-up is optional: there shall be one after this talk, or not after all. */
  toggleWrapUp() {
    const { session } = this.state;
    if (!session || !inTalk(session) || !isAgent(session) || session.wrap_up === 'mandatory') return;
    this.#ask('ask_for_wrap_up', { session: session.id, wanted: session.wrap_up !== 'asked' });
  }

  extendWrapUp() {
    const { session } = this.state;
    if (session?.state !== 'wrap_up' || !session.wrap_up_extensions_left) return;
    this.#ask('extend_wrap_up', { session: session.id, number: session.wrap_up_extensions + 1 });
  }

  /**
   * The device check was passed or skipped.
   *
   * @param {boolean} withoutMicrophone
   */
  devicesChecked(withoutMicrophone) {
    sessionStorage.setItem(CHECKED, withoutMicrophone ? 'without_microphone' : 'yes');
    this.take({ type: 'devices_checked', withoutMicrophone });
    this.presence('available');
  }

  takeOver() {
    this.#takeover = true;
    this.link.open();
  }

  restartMedia() {
    this.call.restart('no_media');
  }

  /** @param {boolean} open @param {Tab} [tab] */
  panel(open, tab = this.state.panel.tab) {
    this.take({ type: 'panel', open, tab });
  }

  recheckDevices() {
    this.take({ type: 'devices_recheck' });
  }

  async signOut() {
    if (this.state.session) return this.take({ type: 'notice', key: 'in_session', code: null });
    await this.#ask('presence', { state: 'offline', reason: null }, null);
    sessionStorage.removeItem(CHECKED);
    await this.api.signOut();
  }

  /** Nobody is signed in any more. */
  stop() {
    this.tickets.stop();
    this.call.forget();
    this.own.close();
    this.link.close();
  }

  // --- what follows from what happened ------------------------------------------------------------------------------

  /** @param {import('/web/messages.js').ServerMessage} message */
  #received(message) {
    switch (message.type) {
      case 'signal':
      case 'signal_ack':
        this.call.receive(message);
        break;
      case 'agent_welcome':
        this.#takeover = false;
        this.take(message);
        this.tickets.refresh();
        break;
      case 'tickets_changed':
        this.tickets.refresh();
        break;
      case 'agent_snapshot':
        this.take(message);
        if (this.state.colleagues) this.people.look();
        break;
      case 'chat':
      case 'desk_changed':
      case 'draft':
        this.take(message);
        break;
      case 'error':
        if (!OVERTAKEN.has(message.code)) this.take({ type: 'notice', key: 'fault', code: message.code });
        break;
    }
  }

  /** @param {import('/web/link.js').LinkStatus} status */
  #linkChanged(status) {
    if (status.state === 'superseded') this.call.forget();
    this.take({ type: 'link', status });
  }

  /** Media, tracks and presence are functions of the state. */
  #follow() {
    const { state } = this;
    if (state.number >= 0 && state.link.state === 'online') {
      this.call.want(wantedMedia(state));
      this.call.meet(inTalk(state.session) ? state.session : null);
    }
    this.call.enable(ownTracks(state));
    if (state.ring || inTalk(state.session)) this.#openDevices();
    if (mustAskGuide(state)) this.askGuide();
    if (mustStepBack(state)) this.#stepBack();
    else if (mayServeAgain(state)) this.#serveAgain();
  }

  #openDevices() {
    for (const device of /** @type {const} */ (['microphone', 'camera'])) {
      if (this.own.states[device] === 'closed') this.own.open(device);
    }
  }

  /** Nobody would hear this agent: no further resident is sent here until they say so. */
  #stepBack() {
    const { checked } = this.state.devices;
    this.#once(() => (checked ? this.#ask('step_back', { reason: 'microphone_failed' }) : this.presence('break')));
  }

  #serveAgain() {
    this.#once(() => this.presence('available'));
  }

  /** What follows from a state is asked for once until it is answered. @param {() => Promise<unknown>} ask */
  async #once(ask) {
    if (this.#following) return;
    this.#following = true;
    await ask();
    this.#following = false;
  }

  /**
   * @param {string} type
   * @param {object} fields
   * @param {string | null} [notice] what to say when it is refused; null: the caller does
   */
  async #ask(type, fields, notice = type) {
    try {
      await this.link.command(type, fields);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (notice && error.code !== 'closed') this.#refused(notice, error.code);
      return false;
    }
  }

  /**
   * @param {string} what
   * @param {string} code
   */
  #refused(what, code) {
    /** @type {LocalFact} */
    const fact = code === 'ring_gone' ? { type: 'notice', key: code, code: null } : { type: 'notice', key: what, code };
    this.take(fact);
  }
}
