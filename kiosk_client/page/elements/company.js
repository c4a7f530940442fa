import { html, nothing } from 'lit';

import { playing } from '/web/playing.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** Whoever is there beside the agent, and what they do: nobody listens or looks on unsaid. */
export class Company extends KioskElement {
  render() {
    const guests = this.state.session?.guests ?? [];
    return html`<ul class="company" role="status" ?hidden=${guests.length === 0}>
      ${guests.map((guest) => html`<li>${this.#face(guest.name)}<span>${this.#words(guest)}</span></li>`)}
    </ul>`;
  }

  /** Their sound comes with the face; who is not to be heard has no stream here. @param {string} guest */
  #face(guest) {
    const heard = this.state.guestStreams.get(guest);
    if (!heard) return icon('face');
    const video = playing(heard.face, { muted: false });
    video.ariaHidden = 'true';
    video.classList.toggle('unseen', !heard.seen);
    return html`${video}${heard.seen ? nothing : icon('face')}`;
  }

  /** @param {import('/web/messages.js').KioskGuest} guest */
  #words({ display_name, role, mode }) {
    if (role === 'family') return this.t('company.family');
    const agent = this.state.session?.agent_name || this.t('session.somebody');
    const name = this.t(`company.${role}`, { name: display_name });
    return this.t(`company.${mode}`, { name, agent });
  }
}
