import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { sessionSummary } from '../styles/session_summary.js';
import { share, summarise } from '../summary.js';
import { clockTime, stopwatch } from '../times.js';

/** One sentence over what is listed, and what it was counted over. */
export class SessionSummary extends StaffElement {
  static properties = { rows: { attribute: false }, more: { type: Boolean }, at: { type: Number } };

  static styles = [base, sessionSummary];

  constructor() {
    super();
    /** @type {readonly import('../types.js').SessionRow[]} */
    this.rows = [];
    this.more = false;
    this.at = 0;
  }

  render() {
    const found = summarise(this.rows);
    const prompt = share(found.prompt, found.asked, text.language);
    const parts = [
      this.t('summary.asked', { count: found.asked }),
      this.t('summary.answered', { count: found.answered }),
      this.t('summary.prompt', { count: found.prompt, share: prompt }),
      this.t('summary.left', { count: found.left }),
      found.withTicket ? this.t('summary.with_ticket', { count: found.withTicket }) : '',
      found.turnedAway ? this.t('summary.turned_away', { count: found.turnedAway }) : '',
      found.open ? this.t('summary.open', { count: found.open }) : '',
    ].filter(Boolean);
    const basis = this.t(this.more ? 'summary.of_first' : 'summary.of_all', {
      count: found.asked,
      at: clockTime(this.at),
      longest: stopwatch(found.longest),
    });
    return html`
      <p class="answer" role="status">${parts.join(this.t('list.comma'))}${this.t('list.end')}</p>
      <p class="small muted figures">${basis}</p>
    `;
  }
}
