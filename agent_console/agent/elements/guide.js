import { html } from 'lit';

import { guideStep } from '/staff/guide_step.js';
import { icon } from '/staff/icons.js';
import { controls, forms } from '/staff/styles/controls.js';
import { guideStepStyle } from '/staff/styles/guide_step.js';
import { text } from '/staff/text.js';
import { guideRead, guideWanted } from '../reading.js';
import { canShow, shows } from '../showing.js';
import { guide as style } from '../styles/guide.js';
import { serviceTitle } from '../titles.js';
import { ConsoleElement } from './console_element.js';

/** How the resident's service is done at the machine, step by step: the one they are at is open. */
export class Guide extends ConsoleElement {
  static styles = [...controls, forms, guideStepStyle, style];

  render() {
    const { desk, session } = this.state;
    const told = shows(this.state) || session?.shown_step || session?.guide_done;
    const wanted = guideWanted(this.state)?.service ?? '';
    return html`
      ${told ? html`<bb-shown-step .state=${this.state}></bb-shown-step>` : ''}
      <label for="service">${this.t('console.guide.service')}</label>
      <select id="service" @change=${this.#choose}>
        ${this.#other(wanted)}
        ${desk?.services.map(
          ({ code, title }) => html`<option value=${code} .selected=${code === wanted}>${title[text.language]}</option>`,
        )}
      </select>
      <div role="status">${this.#instead(wanted)}</div>
      ${this.#steps()}
    `;
  }

  /** What is not among the services of this desk: none, or one of the desk from which the resident was sent on. @param {string} wanted */
  #other(wanted) {
    const { desk } = this.state;
    if (desk?.services.some(({ code }) => code === wanted)) return '';
    const title = wanted ? serviceTitle({ service: wanted }, desk) : this.t('console.guide.choose');
    return html`<option value=${wanted} .selected=${true}>${title}</option>`;
  }

  /** What is said where there are no steps to read. @param {string} wanted */
  #instead(wanted) {
    const { guide, fault } = guideRead(this.state);
    if (!wanted) return html`<p class="muted">${this.t('console.guide.none_chosen')}</p>`;
    if (guide) return '';
    if (fault === 'unknown') return html`<p class="muted">${this.t('console.guide.unknown')}</p>`;
    if (!fault) return html`<p class="muted">${this.t('console.guide.asking')}</p>`;
    return html`<p class="fault">${icon('warning', 18)}${this.t('console.guide.fault', { code: fault })}</p>
      <button @click=${() => this.ask('guide_again')}>${this.t('console.guide.again')}</button>`;
  }

  #steps() {
    const { session } = this.state;
    const { guide } = guideRead(this.state);
    if (!guide) return '';
    const here = session?.context.service === guide.service ? session.context.step : null;
    const shown = session?.shown_step?.service === guide.service ? session.shown_step.step : null;
    return html`
      <ol>${guide.steps.map((step, at) => this.#step(step, at + 1, step.code === here, step.code === shown))}</ol>
      ${guide.afterwards.length
        ? html`<h2>${this.t('console.guide.afterwards')}</h2>
            <ul class="lines">${guide.afterwards.map((said) => html`<li>${said[text.language]}</li>`)}</ul>`
        : ''}
    `;
  }

  /**
   * @param {import('../reading.js').Step} step
   * @param {number} number
   * @param {boolean} here
   * @param {boolean} shown
   */
  #step(step, number, here, shown) {
    const title = step.title[text.language];
    return html`<li class=${shown ? 'shown' : ''} aria-current=${here ? 'step' : 'false'}>
      ${shows(this.state) && !shown ? this.#show(step.code, number, title) : ''}
      <details ?open=${here || shown}>
        <summary>
          <span class="number figures">${number}</span>
          <span class="title">
            <h2>${title}</h2>
            ${here ? html`<span class="chip">${this.t('console.guide.here')}</span>` : ''}
            ${shown ? html`<span class="chip on">${icon('screen', 16)}${this.t('console.guide.shown')}</span>` : ''}
          </span>
        </summary>
        ${guideStep(step)}
      </details>
    </li>`;
  }

  /**
   * @param {string} step
   * @param {number} number
   * @param {string} title
   */
  #show(step, number, title) {
    return html`<button class="show" aria-label=${this.t('console.show.to_resident', { number, title })}
      aria-disabled=${!canShow(this.state)} @click=${() => this.ask('show', { step })}>${this.t('console.show')}</button>`;
  }

  /** @param {Event} event */
  #choose(event) {
    this.ask('guide_choose', { service: /** @type {HTMLSelectElement} */ (event.target).value });
  }
}
