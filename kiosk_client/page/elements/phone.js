import { html, nothing } from 'lit';

import { text } from '../text.js';
import { icon } from './icons.js';

/**
 * The way that needs no machine.
 *
 * @param {string} number empty while none is known
 */
export const phoneLine = (number) =>
  number ? html`<p class="phone">${icon('phone')}<span>${text.t('phone')}</span><strong>${number}</strong></p>` : nothing;
