/** Registers the elements of the page. */
import { CodeScreen } from './code_screen.js';
import { EndScreen } from './end_screen.js';
import { GuestPage } from './guest_page.js';
import { TalkScreen } from './talk_screen.js';

customElements.define('bb-code', CodeScreen);
customElements.define('bb-talk', TalkScreen);
customElements.define('bb-end', EndScreen);
customElements.define('bb-guest', GuestPage);
