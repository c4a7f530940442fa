import './elements/define.js';

import { Embedded } from './embedded.js';
import { Host } from './host.js';
import { enrol, Identity } from './identity.js';
import { machineKey } from './key.js';
import { Kiosk } from './kiosk.js';
import { forgetKiosk, rememberedKiosk, rememberedWelcome, rememberKiosk } from './memory.js';

const NEW_PAGE_AFTER = 10_000;

const host = await Host.meet();
const query = new URLSearchParams(location.search);
const kiosk = new Kiosk({
  welcome: rememberedWelcome(),
  place: { service: query.get('service'), step: query.get('step'), attempt: 1, error: null },
  host,
});
const page = /** @type {import('./elements/kiosk_page.js').KioskPage} */ (document.querySelector('bb-kiosk'));
page.embedded = host ? new Embedded(kiosk, host) : null;
page.kiosk = kiosk;
host?.listen();

const key = await machineKey();
const pause = (/** @type {number} */ ms) => new Promise((/** @type {(value: void) => void} */ done) => setTimeout(done, ms));

async function enrolled() {
  const show = (/** @type {import('./identity.js').Shown | null} */ shown) =>
    kiosk.tell({ type: 'enrolment', enrolment: shown ?? { code: null, expires_at: 0 } });
  show(null);
  const id = await enrol({ key, show, pause });
  forgetKiosk();
  rememberKiosk(id);
  return id;
}

const link = kiosk.connect(new Identity(key, rememberedKiosk() ?? (await enrolled())));
link.addEventListener('state', async () => {
  const { state, code } = link.status;
  // The server speaks a newer protocol, and has the newer page to go with it.
  if (code === 'unsupported_protocol') setTimeout(() => location.reload(), NEW_PAGE_AFTER);
  if (state !== 'refused' || code !== 'not_enrolled') return;
  // Known here, unknown there: the server was set up anew. The machine asks to be enrolled again, and starts over.
  await enrolled();
  location.reload();
});
