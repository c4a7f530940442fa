import { Refused } from '/web/commands.js';

/**
 * @import { GuestModeName } from '/web/messages.js'
 * @import { ConsoleState, LocalFact } from './state.js'
 */

/** Refusals that have a sentence of their own. */
const SAID = new Set(['agent_not_free', 'limit_reached', 'not_allowed', 'wrong_state', 'unknown_session']);

/** What is asked for with more than two in a session: help, company, somebody to take over. */
export class People {
  #link;
  #state;
  #report;
  #saved;
  #looking = false;

  /**
   * @param {object} options
   * @param {import('/web/link.js').Link} options.link
   * @param {() => ConsoleState} options.state
   * @param {(fact: LocalFact) => void} options.report
   * @param {() => Promise<void>} options.saved resolves when the server has the note: who takes over goes on from it
   */
  constructor({ link, state, report, saved }) {
    this.#link = link;
    this.#state = state;
    this.#report = report;
    this.#saved = saved;
  }

  /** Who is at the desk now: asked for, and again with each change there, until `close`. */
  async look() {
    if (this.#looking) return;
    this.#looking = true;
    this.#report({ type: 'colleagues', colleagues: this.#state().colleagues ?? 'asked' });
    try {
      const { colleagues } = /** @type {import('/web/messages.js').Colleagues} */ (
        await this.#link.command('get_colleagues', {})
      );
      if (this.#state().colleagues) this.#report({ type: 'colleagues', colleagues });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.close();
    } finally {
      this.#looking = false;
    }
  }

  close() {
    this.#report({ type: 'colleagues', colleagues: null });
  }

  /** @param {string} agent @param {'consult' | 'conference'} mode */
  invite(agent, mode) {
    this.close();
    return this.#ask('invite', { number: this.#state().session?.next_guest, agent, mode });
  }

  /** Makes a family member's code; or, for one who is admitted already, has it said again. @param {number} [number] */
  async admit(number = this.#state().session?.next_guest) {
    this.close();
    const admitted = await this.#ask('admit', { number });
    if (admitted) this.#report({ type: 'code', admitted: /** @type {import('/web/messages.js').Admitted} */ (admitted) });
  }

  /** @param {string | null} to a colleague; null: the line */
  async transfer(to) {
    await this.#saved();
    this.#report({ type: 'leaving', how: 'passed_on' });
    await this.#ask('transfer', { to });
  }

  /** @param {string} guest */
  async handOver(guest) {
    await this.#saved();
    this.#report({ type: 'leaving', how: 'passed_on' });
    await this.#ask('hand_over', { guest });
  }

  /** As a supervisor who is there already. */
  takeOver() {
    return this.#ask('hand_over', { guest: this.#state().session?.participant });
  }

  /** @param {string} guest @param {GuestModeName} mode */
  changeMode(guest, mode) {
    return this.#ask('change_mode', { guest, mode });
  }

  /** @param {string} guest */
  part(guest) {
    this.#report({ type: 'parting', guest });
    return this.#ask('dismiss', { guest });
  }

  leave() {
    this.#report({ type: 'leaving', how: 'left' });
    return this.#ask('dismiss', { guest: this.#state().session?.participant });
  }

  toggleHand() {
    return this.#ask('raise_hand', { raised: this.#state().session?.hand_raised_at === null });
  }

  /** @param {string} session @param {'monitor' | 'whisper' | 'conference'} mode */
  join(session, mode) {
    return this.#ask('join_session', { mode }, session);
  }

  /**
   * @param {string} type
   * @param {object} fields
   * @param {string} [session]
   */
  async #ask(type, fields, session = this.#state().session?.id) {
    if (!session) return;
    try {
      return await this.#link.command(type, { session, ...fields });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code } = error;
      if (code !== 'closed') this.#report({ type: 'notice', key: SAID.has(code) ? `people.${code}` : 'people', code });
    }
  }
}
