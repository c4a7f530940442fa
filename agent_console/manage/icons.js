/** The drawings of this page, of 18 px, beside those of all staff pages; always next to a word that says the same. */
import { icon as shared } from '/staff/icons.js';
import { svg } from 'lit';

/** @param {ReturnType<typeof svg>} shape */
const icon = (shape) => svg`<svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor"
  stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;

export const check = shared('check', 18);
export const cross = shared('close', 18);
export const warning = shared('warning', 18);
export const plus = shared('plus', 18);
export const back = icon(svg`<path d="M11 3.5 5.5 9l5.5 5.5" />`);
export const download = icon(svg`<path d="M9 2.5v8.6m-3.6-3.4L9 11.3l3.6-3.6M3 15h12" />`);
export const upload = icon(svg`<path d="M9 11.3V2.7M5.4 6.1 9 2.5l3.6 3.6M3 15h12" />`);
export const arrow = icon(svg`<path d="M3 9h11.5M10 4.5 14.5 9 10 13.5" />`);
export const up = icon(svg`<path d="M4 11.5 9 6.5l5 5" />`);
export const down = icon(svg`<path d="m4 6.5 5 5 5-5" />`);
export const gone = icon(svg`<path d="M7.5 3H4v12h3.5M7.5 9H15m-3-3 3 3-3 3" />`);
export const clock = icon(svg`<circle cx="9" cy="9" r="6.5" /><path d="M9 5.3V9l2.4 1.6" />`);
export const person = icon(svg`<circle cx="9" cy="6" r="3" /><path d="M3 15.5c.6-3.2 3-4.8 6-4.8s5.4 1.6 6 4.8" />`);
export const dot = icon(svg`<circle cx="9" cy="9" r="2.5" fill="currentColor" stroke="none" />`);
export const again = icon(svg`<path d="M14.8 9A5.8 5.8 0 1 1 13 4.8M13.4 1.8v3.4H10" />`);
