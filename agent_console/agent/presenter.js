import { Refused } from '/web/commands.js';
import { guideRead } from './reading.js';
import { canShow, isAtTheEnd, waysFrom } from './showing.js';

/** @import { ConsoleState, LocalFact } from './state.js' */

/** Puts steps of the guide that the agent reads before the resident. */
export class Presenter {
  #link;
  #state;
  #report;
  #readAgain;

  /**
   * @param {object} options
   * @param {import('/web/link.js').Link} options.link
   * @param {() => ConsoleState} options.state
   * @param {(fact: LocalFact) => void} options.report
   * @param {() => unknown} options.readAgain the guide is not any more what was read
   */
  constructor({ link, state, report, readAgain }) {
    this.#link = link;
    this.#state = state;
    this.#report = report;
    this.#readAgain = readAgain;
  }

  /** @param {string | null} step null: there is none that way */
  show(step) {
    const { guide } = guideRead(this.#state());
    if (guide && step !== null) return this.#ask(step, 'show_step', { service: guide.service, step });
  }

  /** The guide has to be read before it can be shown. */
  next() {
    const state = this.#state();
    if (isAtTheEnd(state)) return this.hide(true);
    if (waysFrom(state).next === null) return this.#report({ type: 'panel', open: true, tab: 'guide' });
    return this.show(waysFrom(state).next);
  }

  back() {
    return this.show(waysFrom(this.#state()).back);
  }

  /** @param {boolean} [done] */
  hide(done = false) {
    const { session } = this.#state();
    if (session?.shown_step || (session?.guide_done && !done)) return this.#ask(null, 'hide_step', { done });
  }

  /**
   * @param {string | null} step
   * @param {'show_step' | 'hide_step'} type
   * @param {object} fields
   */
  async #ask(step, type, fields) {
    const { session } = this.#state();
    if (!session || !canShow(this.#state())) return;
    this.#report({ type: 'showing', asked: { step } });
    try {
      await this.#link.command(type, { session: session.id, ...fields });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code } = error;
      if (code === 'invalid_field') this.#readAgain();
      if (code !== 'closed') this.#report({ type: 'notice', key: code === 'invalid_field' ? 'guide_changed' : 'show', code });
    } finally {
      this.#report({ type: 'showing', asked: null });
    }
  }
}
