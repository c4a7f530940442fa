import { loadText, text } from '/staff/text.js';
import { Api } from '/web/api.js';
import { Console } from './console.js';
import { windowId } from './window_id.js';

import '/staff/elements/define.js';
import './elements/define.js';

const api = new Api();
const [instance] = await Promise.all([windowId(), loadText('staff', 'console')]);
document.title = text.t('console.title');

const page = /** @type {import('./elements/page.js').Page} */ (document.createElement('bb-agent-page'));
page.api = api;
page.makeConsole = () => new Console({ api, instance });
document.body.append(page);
