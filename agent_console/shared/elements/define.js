/** Registers what both staff pages use. */
import { Preferences } from './preferences.js';
import { SignIn } from './sign_in.js';

customElements.define('bb-preferences', Preferences);
customElements.define('bb-sign-in', SignIn);
