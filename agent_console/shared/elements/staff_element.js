import { LitElement } from 'lit';

import { text } from '../text.js';

/** What every element of the staff pages is: it renders in the chosen language and tells its page what is asked for. */
export class StaffElement extends LitElement {
  #languageChanged = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    text.addEventListener('change', this.#languageChanged);
  }

  disconnectedCallback() {
    text.removeEventListener('change', this.#languageChanged);
    super.disconnectedCallback();
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  t(key, values) {
    return text.t(key, values);
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
