/**
 * What the agent is to see: the page, and nothing of what lies above it. Popovers are drawn beside the root, not in it, so
 * whatever the help shows is not in a picture of the root.
 *
 * @returns {Promise<RestrictionTarget | null>} null: this browser cannot
 */
export async function pageAsTarget() {
  return 'RestrictionTarget' in globalThis ? await RestrictionTarget.fromElement(document.documentElement) : null;
}
