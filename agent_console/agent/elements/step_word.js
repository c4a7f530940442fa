import { html } from 'lit';

import { knowsStep, stepTitle } from '../titles.js';

/**
 * The step's name; quietly its code where no catalogue names it, since a page may send any.
 *
 * @param {import('/web/messages.js').ContextPart} context
 */
export function stepWord(context) {
  const title = stepTitle(context);
  return knowsStep(context.step) ? title : html`<code>${title}</code>`;
}
