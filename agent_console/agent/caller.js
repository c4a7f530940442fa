import { text } from '/staff/text.js';
import { Attention } from './attention.js';
import { newHands } from './company.js';
import { serviceTitle } from './titles.js';
import { inTalk } from './view.js';

/** @import { ConsoleState } from './state.js' */

/** What is heard, and seen from another window: the ring, the start and the end of a talk, who comes to it, a raised hand. */
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
    if (before.session && joined(state) > joined(before)) this.#sounds.play('connected');
    const [hand] = newHands(before.talks, state.talks);
    if (hand && !state.session && !state.ring) this.#raised(hand);
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
    const { invitation } = ring;
    this.#sounds.startRinging(invitation ? 'invited' : 'ring');
    const service = serviceTitle(ring.context, desk);
    const title = invitation
      ? text.t(`console.invited.${invitation.mode}`, { name: invitation.by_name })
      : text.t('console.calls');
    this.#attention.call(title, `${ring.site_name} · ${ring.kiosk_name} · ${service}`);
  }

  /** @param {import('/web/messages.js').Talk} talk */
  #raised({ agent_name: name, ticket, site_name }) {
    this.#sounds.play('hand');
    this.#attention.tell(text.t('console.talks.calls', { name }), `${ticket} · ${site_name}`);
  }
}

/** @param {ConsoleState} state */
function joined({ session }) {
  return session?.guests.filter(({ rings_until }) => rings_until === null).length ?? 0;
}

/**
 * The ring that wants an answer here: not one that was answered, nor one known only from before the link was lost.
 *
 * @param {ConsoleState} state
 */
function callsNow({ ring, answering, link }) {
  return link.state === 'online' && !answering ? ring : null;
}
