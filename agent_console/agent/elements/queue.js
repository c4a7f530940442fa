import { html } from 'lit';

import { controls, tables } from '/staff/styles/controls.js';
import { queue } from '../styles/queue.js';
import { serviceTitle } from '../titles.js';
import { duration } from '../view.js';
import { RunningElement } from './console_element.js';

/** Who waits, in order, each with a running clock, and how many colleagues are there. */
export class Queue extends RunningElement {
  static styles = [...controls, tables, queue];

  render() {
    const { queue: line } = this.state;
    if (!line) return html`<div class="skeleton"></div>`;
    return html`
      ${line.waiting === 0 ? html`<p class="empty muted">${this.t('console.queue.empty')}</p>` : this.#table(line)}
      <p class="colleagues small muted figures">
        ${this.t('console.queue.colleagues', { available: line.available, busy: line.busy, on_break: line.on_break })}
      </p>
    `;
  }

  /** @param {import('/web/messages.js').Queue} line */
  #table(line) {
    const more = line.waiting - line.first.length;
    return html`
      <table>
        <thead>
          <tr>
            <th>${this.t('console.ticket')}</th>
            <th>${this.t('console.site')}</th>
            <th class="number">${this.t('console.waited')}</th>
          </tr>
        </thead>
        <tbody>
          ${line.first.map(
            (waiter) => html`<tr>
              <td><strong>${waiter.ticket}</strong></td>
              <td>
                ${waiter.site_name}
                <span class="muted small">${serviceTitle(waiter.context, this.state.desk)}</span>
                ${waiter.present ? '' : html`<span class="chip warn">${this.t('console.queue.away')}</span>`}
              </td>
              <td class="number">${duration(this.now() - waiter.requested_at)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${more > 0 ? html`<p class="small muted">${this.t('console.queue.more', { count: more })}</p>` : ''}
    `;
  }
}
