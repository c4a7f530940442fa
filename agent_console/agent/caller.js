import { text } from '/staff/text.js';
import { Attention } from './attention.js';
import { serviceTitle } from './titles.js';
import { inTalk } from './view.js';

/** @import { ConsoleState } from './state.js' */

/** What is heard, and seen from another window: the ring, the start and the end of a talk. */
export class Caller {
  #sounds;
  #attention = new Attention();

  /** @param {import('./sounds.js').Sounds} sounds */
  constructor(sounds) {
    this.#sounds = sounds;
    this.#attention.rest(text.t('console.title'));
  }

  /**
   * @param {ConsoleState} before
   * @param {ConsoleState} state
   */
  follow(before, state) {
    if (before.ring?.ring !== state.ring?.ring || before.answering !== state.answering) this.#ring(state);
    if (!before.media.shown && state.media.shown) this.#sounds.play('connected');
    if (inTalk(before.session) && !inTalk(state.session)) this.#sounds.play('ended');
  }

  stop() {
    this.#sounds.stopRinging();
    this.#attention.clear();
  }

  /** @param {ConsoleState} state */
  #ring({ ring, answering, desk }) {
    this.stop();
    if (!ring || answering) return;
    this.#sounds.startRinging();
    const service = serviceTitle(ring.context, desk);
    this.#attention.call(text.t('console.calls'), `${ring.site_name} · ${ring.kiosk_name} · ${service}`);
  }
}
