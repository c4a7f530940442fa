import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { tellPassedOver } from '/staff/passed_over.js';
import { controls } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';
import { why } from '../styles/why.js';
import { duration, whyAbout } from '../view.js';
import { RunningElement } from './console_element.js';

/** @import { Rung, Routing } from '../state.js' */

const list = (/** @type {readonly string[]} */ words) => new Intl.ListFormat(text.language).format(words);

/** Why this agent was rung, and what the resident's wait went on: told when it is asked for. */
export class Why extends RunningElement {
  static styles = [...controls, why];

  render() {
    const { why: asked } = this.state;
    const about = whyAbout(this.state);
    if (about === null) return '';
    const open = asked?.about === about;
    return html`
      <button class="link" aria-expanded=${open} aria-controls="answer" @click=${() => this.ask('why')}>
        ${this.t('console.why')}
      </button>
      <div id="answer" role="status" ?hidden=${!open}>${open ? this.#answer(asked) : ''}</div>
    `;
  }

  /** @param {import('../state.js').Why} asked */
  #answer({ routing, fault }) {
    if (fault) return html`<p class="fault">${icon('warning', 18)}${this.t('console.why.fault', { code: fault })}</p>`;
    if (!routing) return html`<p class="muted">${this.t('console.why.asking')}</p>`;
    const mine = routing.rings.findLast((ring) => ring.mine);
    const others = tellPassedOver(mine?.passed_over ?? [], { t: text.t, list });
    const { spells, hand_over: came } = routing;
    const wait = spells.at(-1)?.kind === 'talk' ? spells.slice(0, -1) : spells;
    const waited = duration((wait.at(-1)?.until ?? this.now()) - routing.requested_at);
    return html`
      ${came ? html`<p>${this.t(`console.why.${came.reason}`, { name: came.name })}</p>` : ''}
      ${mine?.asked_by ? html`<p>${this.t('console.why.asked', { name: mine.asked_by })}</p>` : ''}
      ${mine?.strategy ? html`<p>${this.t(`console.why.${mine.strategy}`)}</p>` : ''}
      ${others.length ? html`<ul class="others">${others.map((words) => html`<li>${words}</li>`)}</ul>` : ''}
      <h2>${this.t('console.why.waited', { time: waited })}</h2>
      <dl class="figures">
        ${wait.map(
          (spell) => html`<dt>${duration((spell.until ?? this.now()) - spell.since)}</dt><dd>${this.#spell(spell, routing)}</dd>`,
        )}
      </dl>
    `;
  }

  /** @param {Routing['spells'][number]} spell @param {Routing} routing */
  #spell({ kind, since, until }, { rings }) {
    if (kind === 'talk') {
      const before = rings.findLast((ring) => ring.result === 'accepted' && (ring.ended_at ?? 0) <= since);
      return this.t('console.why.talk', { name: this.#name(before) });
    }
    if (kind !== 'ringing') return this.t(`console.why.${kind}`);
    const rung = rings.filter(({ started_at }) => started_at >= since && (until === null || started_at < until));
    const said = rung.map((ring) =>
      this.t('console.why.rang', { name: this.#name(ring), result: this.t(`console.why.result.${ring.result}`) }),
    );
    return list(said);
  }

  /** @param {Rung | undefined} ring */
  #name(ring) {
    return ring?.mine ? this.t('console.you') : ring?.name || this.t('console.colleague');
  }
}
