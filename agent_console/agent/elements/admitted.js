import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { admitted } from '../styles/admitted.js';
import { companion } from '../styles/companion.js';
import { duration } from '../view.js';
import { RunningElement } from './console_element.js';

const COPIED_MS = 3_000;

/** A family member who may come: the code to read out, as large as a telephone number on a note, until it is used. */
export class Admitted extends RunningElement {
  static properties = { ...RunningElement.properties, one: { attribute: false }, copied: { state: true } };
  static styles = [...controls, companion, admitted];

  constructor() {
    super();
    /** @type {import('../company.js').Companion} */
    this.one = /** @type {any} */ (null);
    this.copied = false;
  }

  render() {
    const { name, code_used, acts } = this.one;
    const code = code_used ? undefined : this.state.codes.get(name);
    return html`<section aria-label=${this.t('console.family')}>
      <div class="who">
        <p><strong>${this.t('console.family')}</strong>
          <span class="part small" role="status">${this.t(code_used ? 'console.company.family.comes' : 'console.company.family.waits')}</span>
        </p>
      </div>
      ${code ? this.#code(code) : ''}
      <div class="acts">
        ${code
          ? html`<button class="small" @click=${() => this.#copy(code)}>
              ${this.copied ? icon('check', 16) : ''}${this.t(this.copied ? 'console.company.copied' : 'console.company.copy')}
            </button>`
          : ''}
        ${acts.filter((act) => act !== 'show_code' || !code).map((act) => this.#act(act))}
      </div>
    </section>`;
  }

  /** @param {import('/web/messages.js').Admitted} code */
  #code({ code, path, expires_at }) {
    const time = duration(expires_at - this.now(), Math.ceil);
    return html`<dl>
      <dt class="muted small">${this.t('console.company.code')}</dt>
      <dd class="code figures">${code.slice(0, 4)} ${code.slice(4)}</dd>
      <dt class="muted small">${this.t('console.company.code.where')}</dt>
      <dd class="where">${location.host}${path}</dd>
      <dd class="muted small figures">${this.t('console.company.code.left', { time })}</dd>
    </dl>`;
  }

  /** @param {import('../company.js').Act} act */
  #act(act) {
    const { name: guest } = this.one;
    return html`<button class="small" @click=${() => this.ask(act, { guest })}>${this.t(`console.company.act.${act}`)}</button>`;
  }

  /** A whole message, to be sent to them as it is. @param {import('/web/messages.js').Admitted} code */
  async #copy({ code, path }) {
    const url = new URL(path, location.href).href;
    await navigator.clipboard.writeText(this.t('console.company.code.message', { url, code }));
    this.copied = true;
    setTimeout(() => (this.copied = false), COPIED_MS);
  }
}
