import { html } from 'lit';

import { CatalogueForm } from './catalogue_form.js';
import { orderButtons } from './fields.js';

/** @typedef {import('../catalogue.js').Draft} Draft */

/** The reasons that agents have for a break. */
export class BreaksDialog extends CatalogueForm {
  /** @returns {'break_reasons'} */
  get field() {
    return 'break_reasons';
  }

  get most() {
    return 20;
  }

  /** @param {Draft} draft @param {number} index */
  entry(draft, index) {
    const { key, title, fresh, code } = draft;
    const name = this.nameOf(draft);
    return html`<div class="line break" role="group" aria-label=${name}>
      ${this.pair(`${key}.title`, title, (language) => this.t(`catalogue.title.${language}`), (changed) =>
        this.change({ ...draft, title: changed }),
      )}
      ${fresh
        ? this.codeField(draft)
        : html`<div class="field fixed"><code>${code}</code></div>`}
      ${orderButtons({
        key, name, index, count: this.drafts.length, move: (by) => this.move(key, by), remove: () => this.takeAway(key),
      })}
    </div>`;
  }

  head() {
    return html`<div class="line break head" aria-hidden="true">
      <span>${this.t('catalogue.title.zh-CN')}</span><span>${this.t('catalogue.title.en')}</span><span>${this.t('catalogue.code')}</span>
    </div>`;
  }
}
