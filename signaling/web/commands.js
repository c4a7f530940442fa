/**
 * @import { Admitted, Colleagues, Done, IceServers, TicketMade } from './messages.js'
 * @typedef {Done | IceServers | TicketMade | Colleagues | Admitted} Reply
 * @typedef {{message: {type: string, id: number}, resolve: (reply: any) => void, reject: (error: unknown) => void,
 *   timer: number | undefined}} Pending
 */

const ANSWER_WITHIN = 5_000;
const ASK_AGAIN_AFTER = 1_000;

/** The server said no to a command; or, with the code `closed`, the page closed the link before there was an answer. */
export class Refused extends Error {
  /** @param {{code: string, detail: string}} refusal */
  constructor({ code, detail }) {
    super(`${code}: ${detail}`);
    this.name = 'Refused';
    this.code = code;
    this.detail = detail;
  }
}

/** Commands that have no answer yet. Each is sent with the same id until it has one. */
export class Commands {
  #transmit;
  #timers;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  // Ids go on rising over a reload, so that an answer kept for an old command is never taken for a new one's.
  #nextId = Date.now() * 1000;

  /**
   * @param {(message: object) => boolean} transmit false while there is no connection
   * @param {import('./timers.js').Timers} timers
   */
  constructor(transmit, timers) {
    this.#transmit = transmit;
    this.#timers = timers;
  }

  nextId() {
    this.#nextId += 1;
    return this.#nextId;
  }

  /**
   * @param {string} type
   * @param {object} fields
   * @param {AbortSignal} [signal]
   * @returns {Promise<Reply>}
   */
  add(type, fields, signal) {
    const id = this.nextId();
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      this.#pending.set(id, { message: { type, id, ...fields }, resolve, reject, timer: undefined });
      signal?.addEventListener('abort', () => this.#take(id)?.reject(signal.reason));
      this.#send(id);
    });
  }

  /** A connection is there (again): everything unanswered goes out, in order. */
  resume() {
    for (const id of this.#pending.keys()) this.#send(id);
  }

  /** The connection is gone: no use in sending until `resume`. */
  pause() {
    for (const { timer } of this.#pending.values()) this.#timers.clearTimeout(timer);
  }

  /** @param {Reply | import('./messages.js').Refused} reply */
  answer(reply) {
    if (reply.type === 'refused' && (reply.code === 'unavailable' || reply.code === 'rate_limited')) {
      this.#sendIn(reply.id, ASK_AGAIN_AFTER);
      return;
    }
    const pending = this.#take(reply.id);
    if (reply.type === 'refused') pending?.reject(new Refused(reply));
    else pending?.resolve(reply);
  }

  /** @param {Refused} reason */
  abandon(reason) {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(reason);
  }

  /** @param {number} id */
  #send(id) {
    const pending = this.#pending.get(id);
    if (pending && this.#transmit(pending.message)) this.#sendIn(id, ANSWER_WITHIN);
  }

  /**
   * @param {number} id
   * @param {number} ms
   */
  #sendIn(id, ms) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#timers.clearTimeout(pending.timer);
    pending.timer = this.#timers.setTimeout(() => this.#send(id), ms);
  }

  /** @param {number} id */
  #take(id) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending) this.#timers.clearTimeout(pending.timer);
    return pending;
  }
}
