import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { icon } from '/staff/icons.js';
import { controls, tables } from '/staff/styles/controls.js';
import { queue } from '../styles/queue.js';
import { serviceTitle } from '../titles.js';
import { duration } from '../view.js';
import { RunningElement } from './console_element.js';

/** @import { Waiter } from '/web/messages.js' */

/** Who waits, in order, each with a running clock and a way to write to them, and how many colleagues are there. */
export class Queue extends RunningElement {
  static styles = [...controls, tables, queue];

  /** Here, and not in the other list of the page, it was asked to write. */
  #writes = false;

  render() {
    const { queue: line, telling } = this.state;
    if (!line) return html`<div class="skeleton"></div>`;
    return html`
      ${line.waiting === 0 ? html`<p class="empty muted">${this.t('console.queue.empty')}</p>` : this.#table(line)}
      ${telling ? html`<bb-tell-waiter .state=${this.state}></bb-tell-waiter>` : ''}
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
            <th><span class="quiet">${this.t('console.tell')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(line.first, ({ session }) => session, (waiter) => this.#row(waiter))}
        </tbody>
      </table>
      ${more > 0 ? html`<p class="small muted">${this.t('console.queue.more', { count: more })}</p>` : ''}
    `;
  }

  /** @param {Waiter} waiter */
  #row(waiter) {
    const tell = this.t('console.tell.to', { ticket: waiter.ticket });
    return html`<tr>
      <td><strong>${waiter.ticket}</strong></td>
      <td>
        ${waiter.site_name}
        <span class="muted small">${serviceTitle(waiter.context, this.state.desk)}</span>
        ${waiter.present ? '' : html`<span class="chip warn">${this.t('console.queue.away')}</span>`}
      </td>
      <td class="number">${duration(this.now() - waiter.requested_at)}</td>
      <td class="number">
        <button class="plain icon" aria-label=${tell} title=${tell} @click=${() => this.#tell(waiter)}>${icon('chat')}</button>
      </td>
    </tr>`;
  }

  /** @param {Waiter} waiter */
  #tell(waiter) {
    this.#writes = true;
    this.ask('tell', { waiter });
  }

  updated() {
    const form = /** @type {import('./tell_waiter.js').TellWaiter | null} */ (this.renderRoot.querySelector('bb-tell-waiter'));
    if (!form || !this.#writes) return;
    this.#writes = false;
    form.write();
  }
}
