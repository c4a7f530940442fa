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

/**
 * In the words of the guide, or of the catalogue; null where neither knows it, since a page may send any code.
 *
 * @param {Pick<ContextPart, 'step'>} context
 * @param {import('./reading.js').Guide | null} [guide]
 */
export function stepTitle({ step }, guide = null) {
  const guided = guide?.steps.find(({ code }) => code === step)?.title[text.language];
  return guided ?? (step !== null && text.has(`step.${step}`) ? text.t(`step.${step}`) : null);
}
