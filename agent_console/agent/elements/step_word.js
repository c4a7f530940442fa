import { html } from 'lit';

import { text } from '/staff/text.js';
import { stepTitle } from '../titles.js';
import { duration } from '../view.js';

/** @import { ContextPart } from '/web/messages.js' */

/**
 * How long they have been at the step, and in which attempt at it; null where a page does not tell.
 *
 * @param {ContextPart} context
 * @param {number} now
 */
export function stuckWord({ step_since: since, attempt }, now) {
  if (since === null) return null;
  const words = [text.t('console.stuck.since', { time: duration(now - since) })];
  if (attempt > 1) words.push(text.t('console.stuck.attempt', { count: attempt }));
  return words.join(' · ');
}

/**
 * What the page last found wrong, in the words of the guide; quietly its code where no guide has it.
 *
 * @param {ContextPart} context
 * @param {import('../reading.js').Guide | null} guide
 */
export function errorWord({ step, error }, guide) {
  const at = guide?.steps.find(({ code }) => code === step);
  const mistake = at?.mistakes.find((one) => one.error === error);
  return mistake ? mistake.sign[text.language] : html`<code>${error}</code>`;
}

/**
 * The step's name; quietly its code where nothing names it.
 *
 * @param {ContextPart} context
 * @param {import('../reading.js').Guide | null} guide
 */
export function stepWord(context, guide) {
  return stepTitle(context, guide) ?? html`<code>${context.step}</code>`;
}
