import { html, svg } from 'lit';

/** Line drawings on a 24 grid, in the colour of the text beside them. Never alone: a word always stands with them. */
const DRAWINGS = {
  video: svg`<rect x="2.5" y="6" width="12.5" height="12" rx="2.5" /><path d="m15 10.5 6-3.5v10l-6-3.5z" />`,
  phone: svg`<path d="M5 3.5h4l1.800 4.800-2.3 1.600a13 13 0 0 0 5.600 5.600l1.600-2.3 4.800 1.800v4a1.5 1.5 0 0 1-1.600 1.5A16.5 16.5 0 0 1 3.5 5.100 1.5 1.5 0 0 1 5 3.5z" />`,
  text: svg`<path d="M2.5 18.5 8 5.5l5.5 13M4.4 14h7.200M14.5 18.5l3.5-8.5 3.5 8.5M15.700 15.600h4.600" />`,
  globe: svg`<circle cx="12" cy="12" r="9" /><path d="M3 12h18M12 3c5.200 5 5.200 13 0 18M12 3c-5.200 5-5.200 13 0 18" />`,
  back: svg`<path d="M10.5 5 3.5 12l7 7M4 12h16.5" />`,
  check: svg`<path d="m4.5 12.5 5 5 10-11" />`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  microphone: svg`<rect x="9" y="2.5" width="6" height="11.5" rx="3" /><path d="M5 11.5a7 7 0 0 0 14 0M12 18.5v3" />`,
  microphone_off: svg`<path d="M9 9V5.5a3 3 0 0 1 6 0V11a3 3 0 0 1-.3 1.300M9 11.5a3 3 0 0 0 3.300 2.5M5 11.5a7 7 0 0 0 10.5 6M19 11.5a7 7 0 0 1-1 3.600M12 18.5v3M3.5 3l17 18" />`,
  video_off: svg`<path d="M7.5 6H12.5a2.500 2.500 0 0 1 2.500 2.500V10.500l6-3.500v10l-3-1.750M15 15.500a2.500 2.500 0 0 1-2.500 2.500H5A2.500 2.500 0 0 1 2.500 15.500v-7A2.500 2.500 0 0 1 3.500 6.500M3 3l18 18" />`,
  eye: svg`<path d="M2 12s3.700-6.5 10-6.5S22 12 22 12s-3.700 6.5-10 6.5S2 12 2 12z" /><circle cx="12" cy="12" r="3" />`,
  face: svg`<circle cx="12" cy="8" r="4.5" /><path d="M3.5 21c.6-4.600 4.200-7 8.5-7s7.900 2.4 8.5 7" />`,
  wait: svg`<circle cx="12" cy="12" r="9" /><path d="M12 6.5V12l3.5 2.5" />`,
  warning: svg`<path d="M12 3.5 22 20.5H2z" /><path d="M12 10v5M12 17.5v.3" />`,
  sound: svg`<path d="M3.5 9.5v5H7l5 4v-13l-5 4z" /><path d="M15.5 9a4.200 4.200 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />`,
  card: svg`<rect x="2.5" y="5" width="19" height="14" rx="2.5" /><circle cx="8" cy="11" r="2" /><path d="M5 16c.4-1.700 1.5-2.5 3-2.5s2.600.8 3 2.5M14 10h4.5M14 14h4.5" />`,
  heart: svg`<path d="M12 20.5C5 15.5 2.5 12 2.5 8.5a4.700 4.700 0 0 1 9.5-1.200 4.700 4.700 0 0 1 9.5 1.200c0 3.5-2.5 7-9.5 12z" /><path d="M12 10v5M9.5 12.5h5" />`,
  hand: svg`<path d="M3 14.5h3.5l3-2h4a1.700 1.700 0 0 1 0 3.4H11" /><path d="m14.5 15 4.200-2.200a1.600 1.600 0 0 1 1.600 2.800L14 20H6.5L3 18.5z" /><path d="M12.5 9.5C9.5 7.5 8.5 6 8.5 4.5a2.100 2.100 0 0 1 4-1 2.100 2.100 0 0 1 4 1c0 1.5-1 3-4 5z" />`,
  elder: svg`<circle cx="10" cy="4.800" r="2.3" /><path d="M10 8.5c-2 0-3.5 2-3.5 5V15h2l-.5 6.5M11.5 21.5l-.8-6.5V12l3.3 1.5M17 21.5V12.5a1.5 1.5 0 0 0-3 0" />`,
  house: svg`<path d="M3 11.5 12 4l9 7.5M5.5 9.800V20h13V9.800" /><path d="M10 20v-5.5h4V20" />`,
  book: svg`<path d="M4.5 5.5a2 2 0 0 1 2-2h13v17h-13a2 2 0 0 1-2-2z" /><path d="M4.5 18.5a2 2 0 0 1 2-2h13M12 6.5v6M9 9.5h6" />`,
  paper: svg`<path d="M6 3h8.5L19 7.5V21H6z" /><path d="M14 3v5h5M9 12.5h7M9 16.5h7" />`,
};

/** @typedef {keyof typeof DRAWINGS} Icon */

/** @type {Record<string, Icon>} */
const OF_SERVICE = {
  'social-security-card-reissue': 'card',
  'resident-medical-insurance': 'heart',
  'long-term-care-assessment': 'hand',
  'elderly-card': 'elder',
  'residence-permit-renewal': 'house',
  'medical-record-book': 'book',
};

/** @param {Icon} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${DRAWINGS[name]}</svg>`;
}

/** @param {string} code a service of the desk; one that we have no drawing for is a sheet of paper */
export const serviceIcon = (code) => icon(OF_SERVICE[code] ?? 'paper');

const MOUTHS = ['M8 17.5q4-5.5 8 0', 'M8.5 16.5q3.5-3 7 0', 'M8.5 15.700h7', 'M8 14.5q4 3.600 8 0', 'M7 13.5q5 7.5 10 0z'];

/** @param {number} rating 1 to 5 */
export function ratingFace(rating) {
  const drawing = svg`<circle cx="12" cy="12" r="9.5" /><path d="M8.800 9v1M15.200 9v1" /><path d=${MOUTHS[rating - 1]} />`;
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawing}</svg>`;
}
