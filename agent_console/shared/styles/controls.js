/** What buttons, forms, cards, tables and messages look like inside the elements of both staff pages. */
import { base } from './base.js';
import { buttons } from './buttons.js';
import { cards } from './cards.js';

export { base, buttons, cards };
export { forms } from './forms.js';
export { tables } from './tables.js';

/** What nearly every element needs. */
export const controls = [base, buttons, cards];
