/** What the lists of the filters offer: what the directory knows, and what the listed sessions name beside it. */

/** @typedef {{value: string, label: string}} Choice */
/** @typedef {{sites: Choice[], kiosks: (Choice & {site: string})[], agents: Choice[], services: Choice[]}} Choices */
/** @typedef {import('./types.js').SessionRow} SessionRow */
/** @typedef {import('./types.js').Service} Service */

/**
 * @typedef {object} Directory
 * @property {{id: string, name: string}[]} sites
 * @property {{id: string, name: string, site: string}[]} kiosks
 * @property {{id: string, display_name: string}[]} agents
 * @property {Service[]} services
 * @property {{id: string, name: string}[]} desks
 */

/** @type {Readonly<Directory>} */
export const NOBODY = Object.freeze({ sites: [], kiosks: [], agents: [], services: [], desks: [] });

/** The title of a service in the page's language; its code where it has none. @param {readonly Service[]} services */
export function titles(services) {
  const known = new Map(services.map((service) => [service.code, service.title]));
  return (/** @type {string | null} */ code, /** @type {'zh-CN' | 'en'} */ language) =>
    code === null ? '—' : (known.get(code)?.[language] ?? code);
}

/**
 * @param {readonly SessionRow[]} rows
 * @param {Directory} directory
 * @param {'zh-CN' | 'en'} language
 * @returns {Choices}
 */
export function choices(rows, directory, language) {
  const title = titles(directory.services);
  const sites = new Map(directory.sites.map(({ id, name }) => [id, name]));
  const agents = new Map(directory.agents.map(({ id, display_name }) => [id, display_name]));
  const kiosks = new Map(directory.kiosks.map(({ id, name, site }) => [id, { name, site }]));
  const services = new Set(directory.services.map(({ code }) => code));
  for (const row of rows) {
    if (!sites.has(row.site)) sites.set(row.site, row.site_name);
    if (!kiosks.has(row.kiosk)) kiosks.set(row.kiosk, { name: row.kiosk_name, site: row.site });
    if (row.agent && !agents.has(row.agent)) agents.set(row.agent, row.agent_name ?? row.agent);
    if (row.service) services.add(row.service);
  }
  const sort = inOrder(language);
  return {
    sites: sort([...sites].map(([value, label]) => ({ value, label }))),
    kiosks: sort([...kiosks].map(([value, { name, site }]) => ({ value, label: name, site }))),
    agents: sort([...agents].map(([value, label]) => ({ value, label }))),
    services: [...services].map((value) => ({ value, label: title(value, language) })),
  };
}

/** By name as people sort it: kiosk 2 before kiosk 10. @param {string} language */
function inOrder(language) {
  const { compare } = new Intl.Collator(language, { numeric: true });
  /** @template {Choice} T @param {T[]} list */
  return (list) => list.sort((a, b) => compare(a.label, b.label));
}
