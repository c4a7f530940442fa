import { Frame } from './frame.js';

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-bangban]'));
const { origin } = new URL(script.src);
const mode = script.dataset.masks === 'allow-list' ? 'allow-list' : 'deny-list';

/** @returns {Promise<boolean | null>} null: the server cannot be asked now */
async function mayEmbed() {
  try {
    const { allowed } = await (await fetch(`${origin}/embed/allowed`)).json();
    return allowed === true;
  } catch (error) {
    console.error(`Bangban: video help is out of reach at ${origin}. The page works without it.`, error);
    return null;
  }
}

/** A page that comes up while the network is away is not left without help for the rest of the day. */
async function begin() {
  const allowed = await mayEmbed();
  if (allowed === null) {
    addEventListener('online', begin, { once: true });
  } else if (allowed) {
    const frame = new Frame(origin, mode);
    frame.tellPlace(script.bangbanPlace ?? null);
    script.addEventListener('bangban-step', () => frame.tellPlace(script.bangbanPlace ?? null));
  } else {
    console.error(`Bangban: ${origin} does not let ${location.origin} embed it; see the setting embed_origins.`);
  }
}

begin();
