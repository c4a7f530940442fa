import { pageTimers } from './timers.js';

/**
 * @typedef {import('./messages.js').Signal} Signal
 * @typedef {import('./messages.js').SignalAck} SignalAck
 * @typedef {import('./messages.js').SignalBody} SignalBody
 */

const RESEND_AFTER = 2_000;
const RESEND_AT_MOST = 8_000;
/** How many unacknowledged signals one resend repeats: a whole negotiation fits, a flood does not. */
const WINDOW = 12;

/**
 * Signals between two participants within one epoch: in order, each once, whatever the network and the server lose.
 * Go-back-N: the receiver takes only the next one and acknowledges how far it is; the sender repeats what is missing.
 */
export class SignalChannel {
  #link;
  #address;
  #timers;
  /** @type {Signal[]} */
  #unacknowledged = [];
  /** @type {SignalBody[]} */
  #undelivered = [];
  #sent = 0;
  #received = 0;
  #wait = RESEND_AFTER;
  /** @type {number | undefined} */
  #timer;
  /** @type {((body: SignalBody) => void) | null} */
  #onbody = null;
  #closed = new AbortController();

  /**
   * @param {object} options
   * @param {EventTarget & {send: (message: object) => boolean}} options.link
   * @param {string} options.session
   * @param {number} options.epoch
   * @param {string} options.me
   * @param {string} options.peer
   * @param {import('./timers.js').Timers} [options.timers]
   */
  constructor({ link, session, epoch, me, peer, timers = pageTimers }) {
    this.#link = link;
    this.#address = { session, epoch, sender: me, to: peer };
    this.#timers = timers;
    const online = (/** @type {Event} */ event) => {
      if (/** @type {CustomEvent} */ (event).detail.state !== 'online') return;
      this.#wait = RESEND_AFTER;
      this.#resend();
    };
    link.addEventListener('state', online, { signal: this.#closed.signal });
  }

  get epoch() {
    return this.#address.epoch;
  }

  /** Who takes what arrives. Bodies that came before there was anybody are handed over at once. */
  set onbody(/** @type {((body: SignalBody) => void) | null} */ take) {
    this.#onbody = take;
    if (take) for (const body of this.#undelivered.splice(0)) take(body);
  }

  /** @param {SignalBody} body */
  send(body) {
    if (this.#closed.signal.aborted) return;
    this.#sent += 1;
    /** @type {Signal} */
    const signal = { type: 'signal', ...this.#address, seq: this.#sent, body };
    this.#unacknowledged.push(signal);
    this.#link.send(signal);
    if (this.#timer === undefined) this.#schedule();
  }

  /**
   * Every `signal` and `signal_ack` of the link goes through here; those of other sessions and epochs are left alone.
   *
   * @param {Signal | SignalAck} message
   */
  receive(message) {
    const { session, epoch, sender, to } = this.#address;
    if (this.#closed.signal.aborted) return;
    if (message.session !== session || message.epoch !== epoch || message.sender !== to || message.to !== sender) return;
    if (message.type === 'signal_ack') this.#acknowledged(message.seq);
    else this.#arrived(message);
  }

  close() {
    this.#closed.abort();
    this.#timers.clearTimeout(this.#timer);
    this.#unacknowledged = [];
    this.#onbody = null;
  }

  /** @param {Signal} signal */
  #arrived(signal) {
    const next = signal.seq === this.#received + 1;
    if (next) this.#received = signal.seq;
    this.#link.send({ type: 'signal_ack', ...this.#address, seq: this.#received });
    if (!next) return;
    if (this.#onbody) this.#onbody(signal.body);
    else this.#undelivered.push(signal.body);
  }

  /** @param {number} seq */
  #acknowledged(seq) {
    const before = this.#unacknowledged.length;
    this.#unacknowledged = this.#unacknowledged.filter((signal) => signal.seq > seq);
    if (this.#unacknowledged.length === before) return;
    this.#wait = RESEND_AFTER;
    this.#schedule();
  }

  #schedule() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#unacknowledged.length === 0) return;
    this.#timer = this.#timers.setTimeout(() => {
      this.#wait = Math.min(this.#wait * 2, RESEND_AT_MOST);
      this.#resend();
    }, this.#wait);
  }

  #resend() {
    for (const signal of this.#unacknowledged.slice(0, WINDOW)) this.#link.send(signal);
    this.#schedule();
  }
}
