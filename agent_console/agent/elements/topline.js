import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { isAgent, ownPart } from '../company.js';
import { guideRead } from '../reading.js';
import { topline } from '../styles/topline.js';
import { serviceTitle, stepTitle } from '../titles.js';
import { duration, networks } from '../view.js';
import { RunningElement } from './console_element.js';

const PART = /** @type {const} */ ({ consult: 'line', conference: 'microphone', monitor: 'microphone_off', whisper: 'chat' });
const LOOK = { good: 'good', fair: 'warn', weak: 'bad', away: 'bad' };

/** Who, where, which service and step; how long; and both sides' network in words. */
export class Topline extends RunningElement {
  static styles = [...controls, topline];

  render() {
    const { session, desk } = this.state;
    if (!session) return '';
    const { own, resident } = networks(this.state);
    const { context } = session;
    const what = [serviceTitle(context, desk), ...(context.step ? [stepTitle(context, guideRead(this.state).guide) ?? context.step] : [])].join(' · ');
    const talked = duration((session.ended_at ?? this.now()) - session.answered_at);
    return html`
      <h1 class="figures">${session.ticket}</h1>
      <span class="where">${session.site_name} · ${session.kiosk_name}</span>
      <span class="muted what">${what}</span>
      <span class="badges">
        ${isAgent(session) ? html`${this.#network('resident', resident)} ${this.#network('own', own)}` : this.#part(session)}
        <span class="timer figures" role="timer" aria-label=${this.t('console.talk_time')}>${talked}</span>
      </span>
    `;
  }

  /** Whose talk it is, and how this console takes part in it. @param {import('/web/messages.js').AgentSession} session */
  #part(session) {
    const mode = ownPart(session)?.mode ?? 'monitor';
    const values = { name: session.agent_name };
    return html`<span class="chip part" role="status">
      ${icon(PART[mode], 16)}<strong>${this.t('console.part.whose', values)}</strong>${this.t(`console.part.${mode}`, values)}
    </span>`;
  }

  /**
   * @param {'own' | 'resident'} side
   * @param {keyof typeof LOOK | null} rating
   */
  #network(side, rating) {
    const word = this.t(`console.network.${rating ?? 'measuring'}`);
    return html`<span class="chip ${rating ? LOOK[rating] : ''}">
      ${icon(rating === 'away' ? 'warning' : 'network', 16)}${this.t(`console.network.${side}`, { word })}
    </span>`;
  }
}
