/** What the page asks of the server, by name. Each answers with what the server said, or rejects with `ApiError`. */
import { Versions } from './versions.js';

/** @typedef {import('./types.js').SessionRow} SessionRow */
/** @typedef {import('./types.js').SessionRecord} SessionRecord */
/** @typedef {import('./types.js').Site} Site */
/** @typedef {import('./types.js').Ticket} Ticket */
/** @typedef {import('./types.js').TicketLine} TicketLine */
/** @typedef {import('./types.js').Desk} Desk */
/** @typedef {import('./types.js').Guide} Guide */
/** @typedef {import('./types.js').NumberedGuide} NumberedGuide */
/** @typedef {import('./types.js').Kiosk} Kiosk */
/** @typedef {import('./types.js').Staff} Staff */

/** Tickets on a page. */
export const TICKETS = 50;

export class Records {
  #api;

  /** @param {import('/web/api.js').Api} api */
  constructor(api) {
    this.#api = api;
    /** @type {Versions<Desk>} */
    this.deskVersions = new Versions(api, '/desks');
    /** @type {Versions<NumberedGuide>} */
    this.guideVersions = new Versions(api, '/guides');
  }

  /** @param {URLSearchParams} query @returns {Promise<{items: SessionRow[], next: string | null}>} */
  sessions(query) {
    return this.#api.get('/sessions', Object.fromEntries(query));
  }

  /** @param {string} id @returns {Promise<SessionRecord>} */
  session(id) {
    return this.#api.get(`/sessions/${id}`);
  }

  /** @param {string} id @returns {Promise<import('./phases.js').Entry[]>} */
  async timeline(id) {
    return (await this.#api.get(`/sessions/${id}/timeline`)).entries;
  }

  /** Newest first. @param {number} [before] made before then @returns {Promise<Ticket[]>} */
  async tickets(before) {
    return (await this.#api.get('/tickets/records', { before, limit: TICKETS })).items;
  }

  /** What happened to one. @param {string} id @returns {Promise<TicketLine[]>} */
  async ticket(id) {
    return (await this.#api.get(`/tickets/records/${id}`)).events;
  }

  /** Names for filters and lines. @returns {Promise<import('./choices.js').Directory>} */
  async directory() {
    const [sites, kiosks, agents, desks] = await Promise.all([this.sites(), this.kiosks(), this.staff(), this.desks()]);
    return { sites, kiosks, agents, services: desks.flatMap(({ services }) => services), desks };
  }

  /** @returns {Promise<Site[]>} */
  async sites() {
    return (await this.#api.get('/sites')).items;
  }

  /** @param {{name: string, desk: string}} site */
  addSite(site) {
    return this.#api.post('/sites', site);
  }

  /** @returns {Promise<Desk[]>} */
  async desks() {
    return (await this.#api.get('/desks')).items;
  }

  /**
   * @param {string} id
   * @param {Partial<Desk> & {note?: string | null}} changes `version` is the one that they were made for
   * @returns {Promise<Desk>}
   */
  changeDesk(id, changes) {
    return this.#api.patch(`/desks/${id}`, changes);
  }

  /** @returns {Promise<NumberedGuide[]>} */
  async guides() {
    return (await this.#api.get('/guides')).items;
  }

  /** Null: the service has none. @param {string} service @returns {Promise<NumberedGuide | null>} */
  async guide(service) {
    return (await this.#api.get('/guides', { service })).items[0] ?? null;
  }

  /** @param {Guide} guide @param {{version: number, note: string | null}} change @returns {Promise<NumberedGuide>} */
  changeGuide(guide, { version, note }) {
    return this.#api.put(`/guides/${guide.service}`, { guide, version, note });
  }

  /** Keeps nothing. @param {string} file YAML or JSON @returns {Promise<Guide>} */
  readGuideFile(file) {
    return this.#api.post('/guides/read-file', { text: file });
  }

  /** As YAML. @param {string} service @returns {Promise<string>} */
  async guideFile(service) {
    return (await this.#api.get(`/guides/${service}/file`)).text;
  }

  /** @returns {Promise<Kiosk[]>} */
  async kiosks() {
    return (await this.#api.get('/kiosks')).items;
  }

  /** @param {string} id @param {{name?: string, site?: string}} changes */
  changeKiosk(id, changes) {
    return this.#api.patch(`/kiosks/${id}`, changes);
  }

  /** @param {string} id */
  revokeKiosk(id) {
    return this.#api.post(`/kiosks/${id}/revoke`);
  }

  /** @param {string} code @returns {Promise<{id: string, requested_at: number, remote_address: string}>} */
  enrolment(code) {
    return this.#api.get(`/enrolments/by-code/${encodeURIComponent(code)}`);
  }

  /** @param {{code: string, site: string, name: string}} approval */
  approve(approval) {
    return this.#api.post('/enrolments/approve', approval);
  }

  /** @param {string} code */
  deny(code) {
    return this.#api.post('/enrolments/deny', { code });
  }

  /** @returns {Promise<Staff[]>} */
  async staff() {
    return (await this.#api.get('/staff')).items;
  }

  /**
   * @param {{name: string, display_name: string, role: string, desk: string | null}} account
   * @returns {Promise<{one_time_password: string}>}
   */
  addStaff(account) {
    return this.#api.post('/staff', account);
  }

  /** @param {string} id @param {{display_name?: string, role?: string, desk?: string | null, disabled?: boolean, profile?: import('./types.js').Profile}} changes */
  changeStaff(id, changes) {
    return this.#api.patch(`/staff/${id}`, changes);
  }

  /** @param {string} id @returns {Promise<{one_time_password: string}>} */
  resetPassword(id) {
    return this.#api.post(`/staff/${id}/reset-password`);
  }
}
