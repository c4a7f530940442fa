import './elements/define.js';

import { Visit } from './visit.js';

const page = /** @type {import('./elements/guest_page.js').GuestPage} */ (document.querySelector('bb-guest'));
page.visit = new Visit();
page.visit.resume();
