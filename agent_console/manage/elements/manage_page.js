import { html, nothing } from 'lit';
import { cache } from 'lit/directives/cache.js';

import { StaffElement } from '/staff/elements/staff_element.js';
import { resumeSession } from '/staff/session.js';
import { base, buttons, cards } from '/staff/styles/controls.js';

import { person } from '../icons.js';
import { asFault } from '../loading.js';
import { Records } from '../records.js';
import { address, mayWriteGuides, pagesOf, parse } from '../route.js';
import { managePage } from '../styles/manage_page.js';

/** The frame of the page: who is signed in, what they may see, and the view that the address names. */
export class ManagePage extends StaffElement {
  static properties = {
    api: { attribute: false },
    route: { state: true },
    resuming: { state: true },
    unreachable: { state: true },
  };

  static styles = [base, buttons, cards, managePage];

  #moved = () => this.#follow();
  #leaving = (/** @type {Event} */ event) => this.guides.size && event.preventDefault();
  #accountChanged = () => {
    const { id } = this.api?.staff ?? {};
    if (id && id !== this.#lastUser) this.guides.clear();
    if (id) this.#lastUser = id;
    this.requestUpdate();
  };
  /** Who was signed in last: what they did not save outlives the end of their sign-in, and is nobody else's. */
  #lastUser = '';

  constructor() {
    super();
    /** @type {import('/web/api.js').Api | undefined} */
    this.api = undefined;
    /** @type {Records | undefined} */
    this.records = undefined;
    this.route = parse(location.hash);
    this.resuming = true;
    this.unreachable = false;
    /** The list as it was last looked at, for the way back from one session. */
    this.lastList = address('sessions');
    this.lastScroll = 0;
    /** @type {Map<string, import('../guide_work.js').Kept>} Guides that were changed and not saved yet. */
    this.guides = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#moved);
    addEventListener('beforeunload', this.#leaving);
    if (!this.api) return;
    this.records = new Records(this.api);
    this.api.addEventListener('change', this.#accountChanged);
    void this.#resume();
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this.#moved);
    removeEventListener('beforeunload', this.#leaving);
    this.api?.removeEventListener('change', this.#accountChanged);
    super.disconnectedCallback();
  }

  updated() {
    const { page, id } = this.route;
    const name = page === 'unknown' ? this.t('manage.nowhere.title') : this.t(`manage.nav.${page}`);
    document.title = `${page === 'sessions' && id ? this.t('session.title') : name} · ${this.t('manage.product')}`;
  }

  async #resume() {
    this.resuming = true;
    this.unreachable = false;
    try {
      if (this.api) await resumeSession(this.api);
    } catch (error) {
      asFault(error);
      this.unreachable = true;
    } finally {
      this.resuming = false;
    }
  }

  #follow() {
    const before = this.route;
    if (isList(before)) {
      this.lastList = address('sessions', null, before.query);
      this.lastScroll = scrollY;
    }
    this.route = parse(location.hash);
    if (before.page === this.route.page && before.id === this.route.id) return;
    const goesBack = isList(this.route) && before.page === 'sessions';
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
      scrollTo(0, goesBack ? this.lastScroll : 0);
    });
  }

  render() {
    if (this.resuming) return nothing;
    const staff = this.api?.staff;
    if (this.unreachable) return this.#unreachable();
    if (!staff || staff.must_change_password)
      return html`<bb-sign-in .api=${this.api} .heading=${this.t('manage.sign_in')}></bb-sign-in>`;
    return html`
      ${this.#header(staff)}
      <main tabindex="-1">${this.#view(staff)}</main>
    `;
  }

  /** @param {import('/web/api.js').Staff} staff */
  #header(staff) {
    return html`
      <header>
        <a class="button skip" href=${location.hash || '#/'} @click=${this.#skip}>${this.t('manage.skip')}</a>
        <a class="brand" href=${address('sessions')}>
          <img src="/staff/icon.svg" width="28" height="28" alt="" /><span>${this.t('manage.product')}</span>
        </a>
        <nav aria-label=${this.t('manage.nav')}>
          <ul>
            ${pagesOf(staff.role).map(
              (page) => html`<li>
                <a href=${page === 'sessions' ? this.lastList : address(page)}
                  aria-current=${this.route.page === page ? 'page' : nothing}>${this.t(`manage.nav.${page}`)}</a>
              </li>`,
            )}
          </ul>
        </nav>
        <div class="me">
          <button class="plain" popovertarget="me">${person} ${staff.display_name}</button>
          <div id="me" popover>
            <p class="small muted">${staff.name} · ${this.t(`role.${staff.role}`)}</p>
            <bb-preferences></bb-preferences>
            <button @click=${this.#signOut}>${this.t('staff.sign_out')}</button>
          </div>
        </div>
      </header>
    `;
  }

  /** @param {import('/web/api.js').Staff} staff */
  #view(staff) {
    const { page, id, query } = this.route;
    if (page === 'unknown') return this.#stop('manage.nowhere', address('sessions'));
    if (pagesOf(staff.role).length === 0) return this.#stop('manage.not_for_agents', '/agent/');
    if (!pagesOf(staff.role).includes(page)) return this.#stop('manage.not_allowed', address('sessions'));
    if (page === 'tickets') return html`<bb-ticket-records .records=${this.records}></bb-ticket-records>`;
    if (page === 'guides') return this.#guides(id, !mayWriteGuides(staff.role));
    if (page === 'kiosks') return html`<bb-kiosks .records=${this.records}></bb-kiosks>`;
    if (page === 'staff') return html`<bb-staff .records=${this.records} .me=${staff.id}></bb-staff>`;
    if (page === 'sites') return html`<bb-sites .records=${this.records}></bb-sites>`;
    return cache(
      id
        ? html`<bb-session .records=${this.records} .session=${id} .way_back=${this.lastList}></bb-session>`
        : html`<bb-sessions .records=${this.records} .query=${query}></bb-sessions>`,
    );
  }

  /** @param {string | null} service @param {boolean} fixed */
  #guides(service, fixed) {
    return service
      ? html`<bb-guide-editor .records=${this.records} .service=${service} .fixed=${fixed} .kept=${this.guides}></bb-guide-editor>`
      : html`<bb-guides .records=${this.records} .fixed=${fixed} .kept=${this.guides}></bb-guides>`;
  }

  /** @param {string} key @param {string} way */
  #stop(key, way) {
    return html`<section class="card stop">
      <h1>${this.t(`${key}.title`)}</h1>
      <p>${this.t(`${key}.text`)}</p>
      <a class="button" href=${way}>${this.t(`${key}.way`)}</a>
    </section>`;
  }

  #unreachable() {
    return html`<main>
      <section class="card stop" role="alert">
        <h1>${this.t('manage.unreachable.title')}</h1>
        <p>${this.t('manage.unreachable.text')}</p>
        <button class="main" @click=${() => this.#resume()}>${this.t('manage.again')}</button>
      </section>
    </main>`;
  }

  /** @param {Event} event */
  #skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  }

  async #signOut() {
    try {
      await this.api?.signOut();
    } catch (error) {
      this.unreachable = asFault(error).status !== 401;
    }
  }
}

/** @param {import('../route.js').Route} route */
const isList = ({ page, id }) => page === 'sessions' && id === null;
