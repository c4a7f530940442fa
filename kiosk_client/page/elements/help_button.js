import { html } from 'lit';

import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** The one touch. Both languages, because whoever needs it may not have found the switch. */
export class HelpButton extends KioskElement {
  render() {
    return html`<button class="help" aria-label=${this.t('help.label')} @click=${() => this.kiosk.askForHelp()}>
      ${icon('video')}
      <span class="words"><strong lang="zh-CN">${this.t('help.zh')}</strong><span lang="en">${this.t('help.en')}</span></span>
    </button>`;
  }
}
