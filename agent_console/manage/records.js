/** What the page asks of the server, by name. Each answers with what the server said, or rejects with `ApiError`. */

/** @typedef {import('./types.js').SessionRow} SessionRow */
/** @typedef {import('./types.js').SessionRecord} SessionRecord */
/** @typedef {import('./types.js').Site} Site */
/** @typedef {import('./types.js').Ticket} Ticket */
/** @typedef {import('./types.js').TicketLine} TicketLine */
/** @typedef {import('./types.js').Desk} Desk */
/** @typedef {import('./types.js').Version} Version */
/** @typedef {import('./types.js').Kiosk} Kiosk */
/** @typedef {import('./types.js').Staff} Staff */

/** Tickets on a page. */
export const TICKETS = 50;

export class Records {
  #api;

  /** @param {import('/web/api.js').Api} api */
  constructor(api) {
    this.#api = api;
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

  /** Newest first. @param {string} desk @param {number} [before] @returns {Promise<{items: Version[], next: number | null}>} */
  versions(desk, before) {
    return this.#api.get(`/desks/${desk}/versions`, { before, limit: 10 });
  }

  /** @param {string} desk @param {number} number @param {number} against @returns {Promise<Version>} */
  version(desk, number, against) {
    return this.#api.get(`/desks/${desk}/versions/${number}`, { against });
  }

  /** @param {string} desk @param {number} number @param {number} version the present one @returns {Promise<Desk>} */
  restoreVersion(desk, number, version) {
    return this.#api.post(`/desks/${desk}/versions/${number}/restore`, { version });
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
