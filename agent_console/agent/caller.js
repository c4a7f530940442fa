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
    const ring = callsNow(state);
    if (ring?.ring !== callsNow(before)?.ring) this.#ring(ring, state.desk);
    if (!before.media.shown && state.media.shown) this.#sounds.play('connected');
    if (inTalk(before.session) && !inTalk(state.session)) this.#sounds.play('ended');
  }

  stop() {
    this.#sounds.stopRinging();
    this.#attention.clear();
  }

  /**
   * @param {ConsoleState['ring']} ring
   * @param {ConsoleState['desk']} desk
   */
  #ring(ring, desk) {
    this.stop();
    if (!ring) return;
    this.#sounds.startRinging();
    const service = serviceTitle(ring.context, desk);
    this.#attention.call(text.t('console.calls'), `${ring.site_name} · ${ring.kiosk_name} · ${service}`);
  }
}

/**
 * The ring that wants an answer here: not one that was answered, nor one known only from before the link was lost.
 *
 * @param {ConsoleState} state
 */
function callsNow({ ring, answering, link }) {
  return link.state === 'online' && !answering ? ring : null;
}
