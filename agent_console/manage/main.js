/** Starts the page for managers and administrators. */
import '/staff/elements/define.js';
import './elements/define.js';

import { loadText } from '/staff/text.js';
import { Api } from '/web/api.js';

import { ManagePage } from './elements/manage_page.js';

await loadText('staff', 'manage');
const page = new ManagePage();
page.api = new Api();
document.body.append(page);
