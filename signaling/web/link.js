import { lifetime } from './access_token.js';
import { Backoff } from './backoff.js';
import { Commands, Refused } from './commands.js';
import { pageTimers } from './timers.js';

export { Refused } from './commands.js';

/**
 * @typedef {import('./timers.js').Timers} Timers
 * @typedef {import('./messages.js').ServerMessage} ServerMessage
 * @typedef {import('./commands.js').Reply} Reply
 * @typedef {{token: string, proof: string | null, instance: string, takeover: boolean}} Introduction
 * @typedef {'connecting' | 'online' | 'offline' | 'superseded' | 'refused'} LinkState
 * @typedef {'retry' | 'silence' | 'check' | 'ping' | 'renew'} Clock
 * @typedef {{state: LinkState, since: number, code: string | null}} LinkStatus `since` is in milliseconds of Date.now()
 */

const PROTOCOL = 1;
const CONNECT_WITHIN = 10_000;
/** Somebody has touched a button and waits: a socket that may be dead is not given the time of a quiet one. */
const SIGN_OF_LIFE_WITHIN = 4_000;
const RENEW_AGAIN_AFTER = 10_000;
/** A place in the line and a talk are held for tens of seconds: whoever comes back must have come several times by then. */
const RETRY_AT_MOST = 8_000;
const STEADY_AFTER = 10_000;
const AFTER_FLOOD = 30_000;
const CLOSE = { superseded: 4001, revoked: 4403, flood: 4429 };

/** Refusals of `hello` that trying again cannot cure: the page has to ask somebody. */
const FINAL = new Set(['already_signed_in', 'revoked', 'not_signed_in', 'password_change_required', 'not_enrolled', 'not_admitted']);

/**
 * One connection to the server that never gives up. Raises `message` (detail: the server's message) and `state` (detail:
 * LinkStatus). While it is `offline` it keeps trying; `superseded` and `refused` wait until the page calls `open` again.
 */
export class Link extends EventTarget {
  #url;
  #hello;
  #renew;
  #webSocket;
  #timers;
  #backoff;
  /** @type {WebSocket | null} */
  #socket = null;
  #commands;
  #heartbeat = { ping_every_ms: 5_000, dead_after_ms: CONNECT_WITHIN };
  #onlineAt = 0;
  #offset = 0;
  #delay = /** @type {number | null} */ (null);
  /** @type {Record<Clock, number | undefined>} */
  #clocks = {
    retry: undefined,
    silence: undefined,
    check: undefined,
    ping: undefined,
    renew: undefined,
  };
  /** @type {LinkStatus} */
  #status = { state: 'offline', since: Date.now(), code: null };

  /**
   * @param {object} options
   * @param {string} options.url
   * @param {(nonce: string) => Promise<Introduction>} options.hello asked at every connection; may reject, e.g. offline
   * @param {() => Promise<string>} [options.renew] a fresh token, before the present one expires
   * @param {typeof WebSocket} [options.webSocket]
   * @param {Timers} [options.timers]
   * @param {Backoff} [options.backoff]
   * @param {EventTarget | undefined} [options.network] tells by `online` that trying at once is worth it
   */
  constructor({
    url,
    hello,
    renew,
    webSocket = globalThis.WebSocket,
    timers = pageTimers,
    backoff = new Backoff({ cap: RETRY_AT_MOST }),
    network = globalThis.window,
  }) {
    super();
    this.#url = url;
    this.#hello = hello;
    this.#renew = renew;
    this.#webSocket = webSocket;
    this.#timers = timers;
    this.#backoff = backoff;
    this.#commands = new Commands((message) => this.#ask(message), timers);
    network?.addEventListener('online', () => this.#clocks.retry !== undefined && this.#retry(0));
  }

  /** @returns {LinkStatus} */
  get status() {
    return this.#status;
  }

  /** The server's clock, in milliseconds since the Unix epoch. Meaningful once the link has been online. */
  now() {
    return Math.round(this.#offset + this.#timers.now());
  }

  open() {
    if (this.#socket || this.#clocks.retry !== undefined) return;
    this.#set('connecting');
    this.#connect();
  }

  close() {
    this.#drop();
    this.#set('offline', 'closed');
    this.#commands.abandon(new Refused({ code: 'closed', detail: 'the page closed the link' }));
  }

  /**
   * Sends a command and waits for its answer, over any number of connections.
   *
   * @param {string} type
   * @param {object} [fields]
   * @param {{signal?: AbortSignal}} [options] an abort forgets the command; the server may have carried it out
   * @returns {Promise<Reply>} rejects with Refused, or with the signal's reason
   */
  command(type, fields = {}, { signal } = {}) {
    return this.#commands.add(type, fields, signal);
  }

  /**
   * Sends what needs no answer.
   *
   * @param {object} message
   * @returns {boolean} false: not connected, so it was not sent
   */
  send(message) {
    if (this.#status.state !== 'online' || !this.#socket) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /**
   * Sends a command, and a ping with it: the answer may take its time, a sign of life may not.
   *
   * @param {object} message
   */
  #ask(message) {
    if (!this.send(message)) return false;
    if (this.#clocks.check === undefined) this.#start('check', SIGN_OF_LIFE_WITHIN, () => this.#lost(0));
    this.send({ type: 'ping' });
    return true;
  }

  #connect() {
    const socket = new this.#webSocket(this.#url);
    this.#socket = socket;
    this.#heartbeat = { ...this.#heartbeat, dead_after_ms: CONNECT_WITHIN };
    this.#listen();
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(socket, JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
  }

  /** Counts silence from now: whoever says nothing for `dead_after_ms` is gone, whatever the socket believes. */
  #listen() {
    this.#start('silence', this.#heartbeat.dead_after_ms, () => this.#lost(0));
  }

  /**
   * @param {WebSocket} socket
   * @param {ServerMessage} message
   */
  #receive(socket, message) {
    this.#listen();
    this.#stop('check');
    switch (message.type) {
      case 'challenge':
        this.#introduce(socket, message.nonce);
        return;
      case 'kiosk_welcome':
      case 'agent_welcome':
      case 'guest_welcome':
        this.#welcomed(message);
        break;
      case 'kiosk_snapshot':
      case 'agent_snapshot':
      case 'guest_snapshot':
        this.#offset = Math.max(this.#offset, message.now - this.#timers.now());
        break;
      case 'going_away':
        this.#delay = message.retry_ms * (0.5 + Math.random() / 2);
        break;
      case 'error':
        if (this.#status.state !== 'online') this.#turnedAway(message.code);
        break;
      case 'pong':
        return;
      case 'done':
      case 'refused':
      case 'ice_servers':
      case 'ticket':
      case 'colleagues':
      case 'admitted':
        this.#commands.answer(message);
        return;
    }
    this.dispatchEvent(new CustomEvent('message', { detail: message }));
  }

  /**
   * @param {WebSocket} socket
   * @param {string} nonce
   */
  async #introduce(socket, nonce) {
    try {
      const introduction = await this.#hello(nonce);
      if (socket !== this.#socket) return;
      this.#renewAfter(introduction.token);
      socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, ...introduction }));
    } catch (error) {
      if (socket === this.#socket) this.#turnedAway(String(Reflect.get(Object(error), 'code') ?? 'hello_failed'));
    }
  }

  /** @param {import('./messages.js').KioskWelcome | import('./messages.js').AgentWelcome | import('./messages.js').GuestWelcome} welcome */
  #welcomed(welcome) {
    this.#heartbeat = welcome.heartbeat;
    this.#offset = welcome.now - this.#timers.now();
    this.#onlineAt = this.#timers.now();
    this.#listen();
    this.#ping();
    this.#set('online');
    this.#commands.resume();
  }

  #ping() {
    this.#start('ping', this.#heartbeat.ping_every_ms, () => {
      this.send({ type: 'ping' });
      this.#ping();
    });
  }

  /** @param {string} token */
  #renewAfter(token) {
    if (this.#renew) this.#start('renew', lifetime(token) * 0.7, () => this.#renewNow());
  }

  async #renewNow() {
    const socket = this.#socket;
    try {
      const token = await /** @type {() => Promise<string>} */ (this.#renew)();
      if (socket !== this.#socket || !this.send({ type: 'renew', id: this.#commands.nextId(), token })) return;
      this.#renewAfter(token);
    } catch (error) {
      // The old token lasts a while yet. If it runs out, the server closes and the next hello says what is wrong.
      console.warn('The token could not be renewed; trying again.', error);
      if (socket === this.#socket) this.#start('renew', RENEW_AGAIN_AFTER, () => this.#renewNow());
    }
  }

  /** @param {string} code why the server, or getting a token, said no before the welcome */
  #turnedAway(code) {
    if (FINAL.has(code)) {
      this.#drop();
      this.#set('refused', code);
    } else {
      this.#lost(0, code);
    }
  }

  /**
   * @param {number} closeCode
   * @param {string | null} [code]
   */
  #lost(closeCode, code = null) {
    const steady = this.#status.state === 'online' && this.#timers.now() - this.#onlineAt >= STEADY_AFTER;
    this.#drop();
    if (closeCode === CLOSE.superseded) return this.#set('superseded');
    if (closeCode === CLOSE.revoked) return this.#set('refused', 'revoked');
    if (steady) this.#backoff.reset();
    const delay = closeCode === CLOSE.flood ? AFTER_FLOOD : (this.#delay ?? this.#backoff.next());
    this.#delay = null;
    this.#set('offline', code);
    this.#retry(delay);
  }

  /** @param {number} ms */
  #retry(ms) {
    if (this.#socket) return;
    this.#start('retry', ms, () => this.#connect());
  }

  /** Lets go of the socket without waiting for it: on a dead network its `close` event may take minutes. */
  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    for (const clock of /** @type {const} */ (['retry', 'silence', 'check', 'ping', 'renew'])) this.#stop(clock);
    this.#commands.pause();
    if (socket) {
      socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  /**
   * @param {Clock} clock
   * @param {number} ms
   * @param {() => void} action
   */
  #start(clock, ms, action) {
    this.#stop(clock);
    this.#clocks[clock] = this.#timers.setTimeout(() => {
      this.#clocks[clock] = undefined;
      action();
    }, ms);
  }

  /** @param {Clock} clock */
  #stop(clock) {
    this.#timers.clearTimeout(this.#clocks[clock]);
    this.#clocks[clock] = undefined;
  }

  /**
   * @param {LinkState} state
   * @param {string | null} [code]
   */
  #set(state, code = null) {
    const since = state === this.#status.state ? this.#status.since : Date.now();
    this.#status = { state, since, code };
    this.dispatchEvent(new CustomEvent('state', { detail: this.#status }));
  }
}
