/**
 * What the agent is to see: the page, and nothing of what lies above it. Popovers are drawn beside the root, not in it, so
 * whatever the help shows is not in a picture of the root.
 *
 * @returns {Promise<RestrictionTarget | null>} null: this browser cannot
 */
export async function pageAsTarget() {
  return 'RestrictionTarget' in globalThis ? await RestrictionTarget.fromElement(document.documentElement) : null;
}

/** A speck in the page that nobody sees, whose colour can change. */
export class Speck {
  #element = document.createElement('bangban-speck');
  #dark = false;

  constructor() {
    const { style } = this.#element;
    style.cssText = 'position: fixed; left: 0; top: 0; width: 1px; height: 1px; opacity: 0.01; pointer-events: none';
    this.#element.ariaHidden = 'true';
    document.documentElement.append(this.#element);
  }

  change() {
    this.#dark = !this.#dark;
    this.#element.style.background = this.#dark ? '#000' : '#fff';
  }
}
