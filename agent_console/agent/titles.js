/** Names and times in the page's language. */
import { text } from '/staff/text.js';
import { tongueTitle } from '/web/tongues.js';

/** @import { ContextPart, DeskInfo } from '/web/messages.js' */

/**
 * @param {Pick<ContextPart, 'service'>} context
 * @param {DeskInfo | null} desk
 */
export function serviceTitle({ service }, desk) {
  if (!service) return text.t('console.no_service');
  return desk?.services.find(({ code }) => code === service)?.title[text.language] ?? service;
}

/**
 * That it is a break, and why, where the desk has that reason still.
 *
 * @param {string | null} reason
 * @param {DeskInfo | null} desk
 */
export function breakTitle(reason, desk) {
  const title = desk?.break_reasons.find(({ code }) => code === reason)?.title[text.language];
  return title ? text.t('console.break', { reason: title }) : text.t('console.state.break');
}

/** @param {ContextPart} context */
export function languageTitle({ language, spoken }) {
  return tongueTitle(spoken ?? language, text.language);
}

/** @param {number} at */
export function clockTime(at) {
  return new Date(at).toLocaleTimeString(text.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** @param {ContextPart} context */
export function stepTitle({ step }) {
  return knowsStep(step) ? text.t(`step.${step}`) : (step ?? '');
}

/** Is there a word for it? A page may send any code. @param {string | null} step */
export function knowsStep(step) {
  return step !== null && text.has(`step.${step}`);
}
