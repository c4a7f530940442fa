import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { tellPassedOver } from '/staff/passed_over.js';
import { base, buttons, cards, tables } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { chronicle, consents } from '../chronicle.js';
import { NOBODY, titles } from '../choices.js';
import * as icons from '../icons.js';
import { Loading } from '../loading.js';
import { phases } from '../phases.js';
import { address } from '../route.js';
import { session } from '../styles/session.js';
import { clockTime, dayAndTime, spoken } from '../times.js';
import { mishap, result } from '../words.js';

/** @typedef {import('../types.js').SessionRecord} SessionRecord */
/** @typedef {import('../phases.js').Entry} Entry */
/** @typedef {{record: SessionRecord, entries: Entry[], at: number}} Whole */

/** One session: what it was, what its time went on, what happened, who was rung, what was consented to, how it went. */
export class Session extends StaffElement {
  static properties = {
    records: { attribute: false },
    session: { attribute: false },
    way_back: { attribute: false },
  };

  static styles = [base, buttons, cards, tables, session];

  #comesBack = false;

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    this.session = '';
    this.way_back = address('sessions');
    /** @type {Loading<Whole>} */
    this.whole = new Loading(this);
    /** @type {Loading<import('../choices.js').Directory>} */
    this.directory = new Loading(this);
  }

  /** A session that goes on is another one the next time it is looked at. */
  connectedCallback() {
    super.connectedCallback();
    this.#comesBack = true;
    this.requestUpdate();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const { records, session: id } = this;
    if (!records) return;
    if (changed.has('records')) void this.directory.run(() => records.directory());
    if (!changed.has('session') && !this.#comesBack) return;
    this.#comesBack = false;
    if (this.whole.value?.record.id !== id) this.whole.clear();
    void this.whole.run(async () => {
      const [record, entries] = await Promise.all([records.session(id), records.timeline(id)]);
      return { record, entries, at: Date.now() };
    });
  }

  render() {
    const { value, fault } = this.whole;
    return html`
      <a class="back" href=${this.way_back}>${icons.back} ${this.t('session.back')}</a>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.whole.retry()}></bb-notice>
      ${value ? this.#whole(value) : fault ? nothing : this.#skeleton()}
    `;
  }

  #skeleton() {
    const lines = (/** @type {number} */ count) => Array(count).fill(html`<div class="skeleton"></div>`);
    return html`
      <div class="card"><div class="skeleton tall"></div></div>
      <div class="card">${lines(3)}</div>
      <div class="columns"><div class="card">${lines(10)}</div><div class="card">${lines(10)}</div></div>
    `;
  }

  /** @param {Whole} whole */
  #whole({ record, entries, at }) {
    const lines = chronicle(entries, this.#words(record));
    return html`
      ${this.#head(record)}
      <section class="card">
        <h2>${this.t('session.course')}</h2>
        <bb-session-course .phases=${phases(entries, at)}></bb-session-course>
      </section>
      <div class="columns">
        <section class="card">
          <h2>${this.t('session.timeline')}</h2>
          <p class="hint">${this.t('session.no_recording')}</p>
          <bb-session-timeline .lines=${lines}></bb-session-timeline>
        </section>
        <section class="card">
          <h2>${this.t('session.quality')}</h2>
          <bb-session-quality .entries=${entries}></bb-session-quality>
        </section>
        <section class="card">
          <h2>${this.t('session.rings')}</h2>
          ${this.#rings(record)}
        </section>
        <section class="card">
          <h2>${this.t('session.consent')}</h2>
          ${this.#consent(consents(entries))}
        </section>
      </div>
      ${record.note ? this.#note(record.note) : nothing}
    `;
  }

  /** @param {string} note */
  #note(note) {
    return html`<section class="card">
      <h2>${this.t('session.note')}</h2>
      <p class="note">${note}</p>
    </section>`;
  }

  /** @param {SessionRecord} record @returns {import('../chronicle.js').Words} */
  #words(record) {
    const { agents, services, desks } = this.directory.value ?? NOBODY;
    const names = new Map(agents.map(({ id, display_name }) => [id, display_name]));
    for (const ring of record.rings_list) if (ring.agent_name) names.set(ring.agent, ring.agent_name);
    const title = titles(services);
    const list = (/** @type {readonly string[]} */ words) => new Intl.ListFormat(text.language).format(words);
    const agent = (/** @type {string} */ id) => names.get(id) ?? this.t('session.some_agent');
    return {
      t: text.t,
      has: (key) => text.has(key),
      list,
      agent,
      others: (passedOver) => {
        const named = passedOver.map(({ agent: id, why }) => ({ name: agent(id), why }));
        return tellPassedOver(named, { t: text.t, list }).join(this.t('ring_why_not.between'));
      },
      desk: (id) => desks.find((desk) => desk.id === id)?.name ?? id,
      service: (code) => (code === null ? this.t('session.no_service') : title(code, text.language)),
      said: ({ zh_CN, en }) => (text.language === 'en' ? en : zh_CN),
    };
  }

  /** @param {SessionRecord} record */
  #head(record) {
    const { key, tone, icon } = result(record);
    const fault = mishap(record);
    const service = this.#words(record).service(record.service);
    const step = record.step && text.has(`step.${record.step}`) ? this.t(`step.${record.step}`) : record.step;
    const place = [record.site_name, record.kiosk_name, service, step ? this.t('session.step', { step }) : ''];
    return html`<section class="card head">
      <div class="title">
        <h1>${record.ticket ?? this.t('sessions.no_ticket')}</h1>
        <p>${place.filter(Boolean).join(' · ')}</p>
        <span class="chip ${tone}">${icons[icon]} ${this.t(key)}</span>
        ${fault ? html`<span class="chip warn">${icons.warning} ${this.t(fault)}</span>` : nothing}
        <time datetime=${new Date(record.requested_at).toISOString()}>
          ${dayAndTime(record.requested_at, text.language)}
        </time>
      </div>
      <dl>
        ${this.#facts(record).map(([name, value]) => html`<div><dt>${this.t(name)}</dt><dd>${value}</dd></div>`)}
      </dl>
    </section>`;
  }

  /** @param {SessionRecord} record @returns {[string, string][]} */
  #facts(record) {
    const lasted = (/** @type {number | null} */ ms) => (ms === null ? '—' : spoken(ms, text.t));
    const answered = record.answered_at !== null;
    return [
      ['fact.waited', lasted(record.waited_ms)],
      ['fact.agent', record.agent_name ?? '—'],
      ['fact.talk', answered ? lasted(record.talk_ms) : '—'],
      ['fact.wrap_up', answered ? lasted(record.wrap_up_ms) : '—'],
      ['fact.end', record.end_reason ? this.t(`end_reason.${record.end_reason}`) : '—'],
      ['fact.rating', record.rating ? this.t(`rating.${record.rating}`) : this.t('rating.none')],
      ['fact.chat_lines', record.chat_lines === null ? this.t('chat_lines.deleted') : String(record.chat_lines)],
      ['fact.language', this.t(`language.${record.language}`)],
    ];
  }

  /** @param {SessionRecord} record */
  #rings({ rings_list }) {
    if (rings_list.length === 0) return html`<p class="none">${this.t('session.rings.none')}</p>`;
    return html`<table>
      <thead>
        <tr>
          ${['time', 'agent', 'lasted', 'result'].map((name) => html`<th scope="col">${this.t(`ring.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rings_list.map(
          (ring) => html`<tr>
            <td>${clockTime(ring.started_at)}</td>
            <td>${ring.agent_name ?? this.t('session.some_agent')}</td>
            <td>${ring.ended_at === null ? '—' : spoken(ring.ended_at - ring.started_at, text.t)}</td>
            <td>${this.t(`ring.${ring.result}`)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {import('../chronicle.js').Consent[]} answers */
  #consent(answers) {
    if (answers.length === 0) return html`<p class="none">${this.t('session.consent.none')}</p>`;
    const columns = /** @type {const} */ (['voice', 'screen', 'camera']);
    const heads = ['time', ...columns, 'text'];
    return html`<table>
      <thead>
        <tr>${heads.map((name) => html`<th scope="col">${this.t(`consent.${name}`)}</th>`)}</tr>
      </thead>
      <tbody>
        ${answers.map(
          (answer) => html`<tr>
            <td>${clockTime(answer.at)}</td>
            ${columns.map((name) => html`<td>${this.t(answer[name] ? 'consent.yes' : 'consent.no')}</td>`)}
            <td>${answer.text_version} · ${this.t(`language.${answer.language}`)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
