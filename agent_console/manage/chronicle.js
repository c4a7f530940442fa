/** A session's timeline in plain words. */
import { spoken } from './times.js';

/** @typedef {import('./phases.js').Entry} Entry */
/** @typedef {'plain' | 'good' | 'warn' | 'end'} Tone */
/** @typedef {{at: number, origin: string, kind: string, text: string, tone: Tone}} Line */
/** @typedef {{voice: boolean, screen: boolean, camera: boolean}} Answer */
/** @typedef {Answer & {at: number, text_version: string, language: string}} Consent */

/**
 * @typedef {object} Words
 * @property {(key: string, vars?: Record<string, string | number>) => string} t
 * @property {(key: string) => boolean} has
 * @property {(words: readonly string[]) => string} list
 * @property {(id: string) => string} agent
 * @property {(passedOver: readonly {agent: string, why: string}[]) => string} others why none of them was rung
 * @property {(id: string) => string} desk
 * @property {(code: string | null) => string} service
 * @property {(text: {zh_CN: string, en: string}) => string} said in the language of the page
 */

/** Says what came before, so that an event can say how long it took. */
class Teller {
  /** @type {Map<string, number>} */
  #rungAt = new Map();
  /** @type {Map<string, number>} */
  #lostAt = new Map();
  /** @type {Map<string, string>} */
  #guests = new Map();
  /** @type {string | null} */
  #service = null;
  /** Whether a wrap-up followed the talk. */
  wrapsUp = true;

  /** @param {Words} words */
  constructor(words) {
    this.words = words;
  }

  /** @param {Entry} entry @returns {Omit<Line, 'at' | 'origin' | 'kind'> | null} */
  tell(entry) {
    const tell = TELL[entry.kind];
    if (tell) return tell(this, entry);
    return this.say('line.other', { kind: entry.kind });
  }

  /** @param {string} key @param {Record<string, string | number>} [vars] @param {Tone} [tone] */
  say(key, vars = {}, tone = 'plain') {
    return { text: this.words.t(key, vars), tone };
  }

  /** The word for a code; the code itself where the catalogue has none. @param {string} group @param {unknown} code */
  word(group, code) {
    const key = `${group}.${code}`;
    return this.words.has(key) ? this.words.t(key) : String(code ?? '—');
  }

  /** @param {number} ms */
  lasted(ms) {
    return spoken(Math.max(0, ms), this.words.t);
  }

  /** @param {string} ring @param {number} at */
  ringing(ring, at) {
    this.#rungAt.set(ring, at);
  }

  /** @param {string} ring @param {number} at */
  rangFor(ring, at) {
    return this.lasted(at - (this.#rungAt.get(ring) ?? at));
  }

  /** @param {string} who @param {number} at */
  lost(who, at) {
    this.#lostAt.set(who, at);
  }

  /** How long it was away; null when it was not. @param {string} who @param {number} at */
  back(who, at) {
    const since = this.#lostAt.get(who);
    this.#lostAt.delete(who);
    return since === undefined ? null : this.lasted(at - since);
  }

  /** Has the service changed since it was last told? @param {string | null} service */
  changedService(service) {
    const changed = service !== this.#service;
    this.#service = service;
    return changed;
  }

  /** A guest of the session, whose later entries name them only. @param {Record<string, any>} data */
  guest({ guest, agent }) {
    if (agent !== undefined) this.#guests.set(guest, agent);
    const known = this.#guests.get(guest);
    return known === null ? this.word('side', 'family') : this.words.agent(known ?? guest);
  }

  /** @param {string} origin */
  side(origin) {
    const agent = this.#guests.get(origin);
    return agent ? this.words.agent(agent) : this.word('side', origin);
  }

  /** @param {{service: string | null, step: string | null}} context */
  place({ service, step }) {
    this.changedService(service);
    const name = this.words.service(service);
    return step ? this.words.t('line.at_step', { service: name, step: this.word('step', step) }) : name;
  }
}

/** @typedef {(teller: Teller, entry: Entry) => Omit<Line, 'at' | 'origin' | 'kind'> | null} Tell */

/** One function per kind: desk events first, then what the machines reported. @type {Record<string, Tell>} */
const TELL = {
  session_queued: (teller, { data }) =>
    teller.say('line.session_queued', { ticket: data.ticket, where: teller.place(data.context) }),
  session_turned_away: (teller, { data }) =>
    teller.say('line.session_turned_away', { reason: teller.word('end_reason', data.reason) }, 'warn'),
  context_changed: (teller, { data }) => teller.say('line.context_changed', { where: teller.place(data.context) }),
  consent_answered: (teller, { data }) => tellConsent(teller, data.consent),
  ring_started: (teller, { at, data }) => {
    teller.ringing(data.ring, at);
    const agent = teller.words.agent(data.agent);
    if (data.asked_by) return teller.say('line.ring_transferred', { agent, by: teller.words.agent(data.asked_by) });
    if (!data.strategy) return teller.say('line.ring_started', { agent });
    const why = teller.words.t(`line.ring_why.${data.strategy}`);
    const others = teller.words.others(data.passed_over ?? []);
    return teller.say(others ? 'line.ring_started_others' : 'line.ring_started_why', { agent, why, others });
  },
  ring_ended: (teller, { at, data }) => {
    const vars = { agent: teller.words.agent(data.agent), after: teller.rangFor(data.ring, at) };
    return teller.say(`line.ring_${data.result}`, vars, data.result === 'cancelled' ? 'plain' : 'warn');
  },
  session_accepted: (teller, { at, data }) => {
    const vars = { agent: teller.words.agent(data.agent), after: teller.rangFor(data.ring, at) };
    return teller.say('line.session_accepted', vars, 'good');
  },
  media_ready: (teller) => teller.say('line.media_ready', {}, 'good'),
  media_restarted: (teller, { data }) =>
    teller.say(`line.media_restarted${data.relay_only ? '_relay' : ''}`, { by: teller.word('party', data.by) }, 'warn'),
  kiosk_lost: (teller, { at }) => {
    teller.lost('kiosk', at);
    return teller.say('line.kiosk_lost', {}, 'warn');
  },
  resident_left: (teller, { at }) => {
    teller.lost('resident', at);
    return teller.say('line.resident_left', {}, 'warn');
  },
  kiosk_attached: (teller, { at }) => {
    const [returned, after] = [teller.back('resident', at), teller.back('kiosk', at)];
    if (returned !== null) return teller.say('line.resident_back', { after: returned }, 'good');
    return after === null ? teller.say('line.kiosk_again') : teller.say('line.kiosk_back', { after }, 'good');
  },
  agent_lost: (teller, { at, data }) => {
    teller.lost('agent', at);
    return teller.say('line.agent_lost', { agent: teller.words.agent(data.agent) }, 'warn');
  },
  agent_attached: (teller, { at, data }) => {
    const agent = teller.words.agent(data.agent);
    const after = teller.back('agent', at);
    if (after === null) return teller.say('line.agent_again', { agent });
    return teller.say('line.agent_back', { agent, after }, 'good');
  },
  session_requeued: (teller, { data }) =>
    teller.say(`line.session_requeued.${data.reason}`, { agent: teller.words.agent(data.agent) }, 'warn'),
  guest_rung: (teller, { data }) =>
    teller.say(`line.guest_rung.${data.mode}`, { by: teller.words.agent(data.by), agent: teller.words.agent(data.agent) }),
  guest_joined: (teller, { data }) => teller.say(`line.guest_joined.${data.mode}`, { agent: teller.guest(data) }),
  guest_mode_changed: (teller, { data }) => teller.say(`line.guest_joined.${data.mode}`, { agent: teller.guest(data) }),
  guest_media_restarted: (teller, { data }) => teller.say('line.guest_media_restarted', { agent: teller.guest(data) }, 'warn'),
  guest_left: (teller, { data }) => teller.say(`line.guest_left.${data.reason}`, { agent: teller.guest(data) }),
  guest_admitted: (teller, { data }) => {
    const vars = { agent: teller.guest({ ...data, agent: null }), by: teller.words.agent(data.by) };
    return teller.say('line.guest_admitted', vars);
  },
  guest_redeemed: (teller, { data }) => teller.say('line.guest_redeemed', { agent: teller.guest(data) }),
  guest_lost: (teller, { at, data }) => {
    teller.lost(data.guest, at);
    return teller.say('line.agent_lost', { agent: teller.guest(data) }, 'warn');
  },
  guest_attached: (teller, { at, data }) => {
    const [agent, after] = [teller.guest(data), teller.back(data.guest, at)];
    return after === null ? teller.say('line.agent_again', { agent }) : teller.say('line.agent_back', { agent, after }, 'good');
  },
  session_handed_over: (teller, { data }) => {
    const vars = { agent: teller.words.agent(data.agent), previous: teller.words.agent(data.previous) };
    return teller.say(`line.session_handed_over.${data.reason}`, vars, data.reason === 'lost' ? 'warn' : 'plain');
  },
  hand_raised: (teller, { data }) => teller.say(data.raised ? 'line.hand_raised' : 'line.hand_lowered'),
  step_shown: (teller, { data: { step } }) =>
    teller.say('line.step_shown', { number: step.number, count: step.count, title: teller.words.said(step.title) }),
  step_hidden: (teller, { data }) => teller.say(data.done ? 'line.guide_done' : 'line.step_hidden'),
  session_forwarded: (teller, { data }) =>
    teller.say(
      `line.session_forwarded.${data.reason}`,
      { desk: teller.words.desk(data.to) },
      data.reason === 'region' ? 'plain' : 'warn',
    ),
  session_taken_in: () => null,
  wrap_up_asked: (teller, { data }) => teller.say(data.wanted ? 'line.wrap_up_asked' : 'line.wrap_up_not_asked'),
  wrap_up_extended: (teller, { at, data }) =>
    teller.say('line.wrap_up_extended', { number: data.number, left: teller.lasted(data.until - at) }),
  session_ended: (teller, { at, data }) => {
    teller.wrapsUp = data.wrap_up_until !== at;
    return teller.say('line.session_ended', { reason: teller.word('end_reason', data.reason) }, tone(data.reason));
  },
  session_closed: (teller, { data }) => {
    if (data.outcome === 'none') return teller.say(`line.session_closed_${teller.wrapsUp ? 'none' : 'at_once'}`);
    if (data.outcome) return teller.say('line.session_closed_outcome', { outcome: teller.word('outcome', data.outcome) });
    return teller.say('line.session_closed', { reason: teller.word('end_reason', data.reason) }, tone(data.reason));
  },
  agent_state_changed: () => null,
  next_state_chosen: () => null,
  desk_unstaffed: () => null,
  desk_staffed: () => null,

  media_connected: (teller, { origin, data }) =>
    teller.say('line.media_connected', { side: teller.side(origin), after: teller.lasted(data.took_ms) }),
  ice_restart: (teller, { origin, data }) => {
    const vars = { side: teller.side(origin), reason: teller.word('ice', data.reason) };
    return teller.say('line.ice_restart', vars, 'warn');
  },
  device: (teller, { origin, data }) => {
    const [side, device] = [teller.side(origin), teller.word('device', data.device)];
    const vars = { side, device, state: teller.word('device_state', data.state) };
    return teller.say('line.device', vars, ['missing', 'refused', 'lost'].includes(data.state) ? 'warn' : 'plain');
  },
  sharing: (teller, { data }) => teller.say(data.visible ? 'line.sharing_on' : 'line.sharing_off'),
  masks: (teller, { data }) => teller.say(`line.masks.${data.mode}`, { count: data.count, hash: data.hash.slice(0, 8) }),
  withheld: (teller, { data }) => {
    const vars = { after: teller.lasted(data.until - data.since), reason: teller.word('withheld', data.reason) };
    return teller.say('line.withheld', vars);
  },
  reloaded: (teller, { origin }) => teller.say('line.reloaded', { side: teller.side(origin) }, 'warn'),
  quality: () => null,
};

/** @param {string} reason @returns {Tone} */
function tone(reason) {
  return ['resident_ended', 'agent_ended'].includes(reason) ? 'plain' : 'warn';
}

/** @param {Teller} teller @param {Answer} consent */
function tellConsent(teller, consent) {
  const parts = /** @type {const} */ (['voice', 'screen', 'camera']);
  const named = (/** @type {boolean} */ wanted) => {
    const words = parts.filter((part) => consent[part] === wanted).map((part) => teller.words.t(`consent.${part}`));
    return teller.words.list(words);
  };
  const [yes, no] = [named(true), named(false)];
  if (!no) return teller.say('line.consent_all', { yes }, 'good');
  if (!yes) return teller.say('line.consent_none', { no }, 'warn');
  return teller.say('line.consent_some', { yes, no });
}

/** @param {readonly Entry[]} entries in order of time @param {Words} words @returns {Line[]} */
export function chronicle(entries, words) {
  const teller = new Teller(words);
  return entries.flatMap((entry) => {
    const told = teller.tell(entry);
    return told ? [{ at: entry.at, origin: entry.origin, kind: entry.kind, ...told }] : [];
  });
}

/** Every answer to the consent card, in order. @param {readonly Entry[]} entries @returns {Consent[]} */
export function consents(entries) {
  return entries
    .filter(({ kind }) => kind === 'consent_answered')
    .map(({ at, data }) => ({ at, ...data.consent, text_version: data.text_version, language: data.language }));
}
