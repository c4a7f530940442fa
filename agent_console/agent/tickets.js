/**
 * @typedef {'reached' | 'not_answered' | 'busy' | 'wrong_number' | 'served' | 'not_come'} Result
 *
 * @typedef {object} Ticket
 * @property {string} id
 * @property {'call_back' | 'counter'} kind
 * @property {string} number
 * @property {string} site_name
 * @property {string | null} service
 * @property {string | null} step
 * @property {'zh-CN' | 'en'} language
 * @property {string} reason
 * @property {number} made_at
 * @property {number} expires_at
 * @property {number | null} not_before
 * @property {number} attempts
 * @property {string | null} holder
 * @property {string | null} holder_name
 * @property {number | null} held_until
 */

/** @type {Record<Ticket['kind'], Result[]>} */
export const RESULTS = {
  call_back: ['reached', 'not_answered', 'busy', 'wrong_number'],
  counter: ['served', 'not_come'],
};
/** After these there is nothing to try again. */
export const FINAL = new Set(['wrong_number', 'served', 'not_come']);

/** The desk's tickets, and the one in this agent's hands. A shown number is kept here only, and only as long as needed. */
export class Tickets extends EventTarget {
  /** @type {Ticket[] | null} null: not known yet */
  items = null;
  /** @type {string | null} the code of what went wrong last */
  fault = null;
  busy = false;
  /** @type {{ticket: string, digits: string} | null} */
  phone = null;
  #api;
  #reading = false;
  #outdated = false;

  /** @param {import('/web/api.js').Api} api */
  constructor(api) {
    super();
    this.#api = api;
  }

  /** Nobody is signed in any more. */
  stop() {
    this.phone = null;
  }

  /** @param {string | null | undefined} agent @returns {Ticket | null} */
  heldBy(agent) {
    return this.items?.find(({ holder }) => holder !== null && holder === agent) ?? null;
  }

  /** The server says that the list is another; what it says meanwhile is one more reading. */
  async refresh() {
    this.#outdated = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#outdated) {
      this.#outdated = false;
      await this.#ask(() => this.#read());
    }
    this.#reading = false;
  }

  /** @param {string} ticket */
  take(ticket) {
    return this.#work(async () => void (await this.#api.post(`/tickets/${ticket}/take`)));
  }

  /** Shows the number; that it was shown goes on record. @param {string} ticket */
  call(ticket) {
    return this.#work(async () => {
      const { phone } = await this.#api.post(`/tickets/${ticket}/call`);
      this.phone = { ticket, digits: phone };
    });
  }

  /** @param {string} ticket */
  release(ticket) {
    return this.#work(async () => {
      await this.#api.post(`/tickets/${ticket}/release`);
      this.phone = null;
    });
  }

  /**
   * @param {string} ticket
   * @param {Result} result
   * @param {number | null} again in minutes; null: done
   */
  report(ticket, result, again) {
    return this.#work(async () => {
      await this.#api.post(`/tickets/${ticket}/report`, { result, again_in_minutes: again });
      this.phone = null;
    });
  }

  /** One thing at a time; afterwards the list is as the server has it, also where it refused. @param {() => Promise<void>} act */
  async #work(act) {
    if (this.busy) return;
    this.busy = true;
    this.#tell();
    await this.#ask(act);
    const { fault } = this;
    await this.#ask(() => this.#read());
    this.fault ??= fault;
    this.busy = false;
    this.#tell();
  }

  async #read() {
    this.items = (await this.#api.get('/tickets')).items;
    if (!this.items?.some(({ id, holder }) => id === this.phone?.ticket && holder !== null)) this.phone = null;
  }

  /** @param {() => Promise<void>} act */
  async #ask(act) {
    try {
      await act();
      this.fault = null;
    } catch (error) {
      const { code } = /** @type {{code?: unknown}} */ (error);
      if (typeof code !== 'string') throw error;
      this.fault = code;
    }
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}
