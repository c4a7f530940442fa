import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base } from '/staff/styles/controls.js';

import { sessionTimeline } from '../styles/session_timeline.js';
import { clockTime } from '../times.js';

/** What happened, one line each, oldest first. */
export class SessionTimeline extends StaffElement {
  static properties = { lines: { attribute: false } };

  static styles = [base, sessionTimeline];

  constructor() {
    super();
    /** @type {import('../chronicle.js').Line[]} */
    this.lines = [];
  }

  render() {
    return html`<ol>
      ${this.lines.map(
        ({ at, text, tone }) => html`<li class=${tone}>
          <time datetime=${new Date(at).toISOString()}>${clockTime(at)}</time>
          <span class="mark"></span>
          <span class="line">${text}</span>
        </li>`,
      )}
    </ol>`;
  }
}
