import { html } from 'lit';

import { elapsed } from '../format.js';
import { icon } from './icons.js';
import { TickingElement } from './kiosk_element.js';

/** @param {import('/web/messages.js').KioskGuest} guest */
const sees = ({ mode, role }) => mode !== 'consult' && role !== 'family';

/** The frame and the sentence: somebody sees this screen, who, and for how long. There only while it is so. */
export class WatchSign extends TickingElement {
  render() {
    const { session, seenSince } = this.state;
    const agent = session?.agent_name || this.t('session.somebody');
    const others = session?.guests.filter(sees).map(({ display_name }) => display_name) ?? [];
    const name = new Intl.ListFormat(this.language, { type: 'conjunction' }).format([agent, ...others]);
    const seen = seenSince !== null;
    return html`${seen ? html`<div class="watch-frame" aria-hidden="true"></div>` : ''}
      <p class="watch-sign" ?data-seen=${seen}>
        ${icon('eye')}
        <span role="status">${this.t(seen ? `session.watching${others.length ? '_all' : ''}` : 'session.not_watching', { name })}</span>
        ${seen ? html`<time>${elapsed(this.kiosk.now() - seenSince)}</time>` : ''}
      </p>`;
  }
}
