/**
 * What is written: lines between resident and staff, a line to somebody who waits, the note and outcome of a session.
 * Pure: how each fact changes the console's state.
 *
 * @import { Chat, ChatLine, Draft, OutcomeName, Waiter } from '/web/messages.js'
 * @import { ConsoleState } from './state.js'
 */

/**
 * @typedef {object} ChatState
 * @property {string} session
 * @property {ChatLine[]} lines
 * @property {{key: string, text: string, failed: boolean}[]} sending
 * @property {number} unread
 */

/**
 * @typedef {object} Telling
 * @property {Waiter} waiter
 * @property {'writing' | 'sending' | 'sent' | 'refused'} step
 * @property {string} key
 * @property {string} text the last one that was to be sent
 * @property {string | null} code why it was refused
 */

/**
 * @typedef {object} DraftState
 * @property {string} session
 * @property {OutcomeName | null} outcome
 * @property {string} note
 * @property {number} edits how often it was changed here
 * @property {number} savedEdits how many of them the server has
 * @property {number | null} savedAt by the server's clock
 * @property {boolean} failed the last attempt to save was refused
 */

/**
 * @typedef {{type: 'chat_sending', key: string, text: string}
 *   | {type: 'chat_failed', key: string}
 *   | {type: 'tell', waiter: Waiter | null}
 *   | {type: 'telling', key: string, text: string}
 *   | {type: 'told', key: string, code: string | null}
 *   | {type: 'draft_edited', outcome: OutcomeName | null, note: string}
 *   | {type: 'draft_saved', session: string, edits: number, at: number}
 *   | {type: 'draft_failed', session: string}} WritingFact
 */

/**
 * @param {string} session
 * @returns {ChatState}
 */
export function emptyChat(session) {
  return { session, lines: [], sending: [], unread: 0 };
}

/**
 * @param {string} session
 * @returns {DraftState}
 */
export function emptyDraft(session) {
  return { session, outcome: null, note: '', edits: 0, savedEdits: 0, savedAt: null, failed: false };
}

export const WRITING = {
  /** @type {(state: ConsoleState, fact: Chat) => ConsoleState} */
  chat: (state, { session, complete, lines }) => {
    const known = state.chat.session === session;
    const before = known ? state.chat.lines : [];
    const merged = mergeLines(complete ? [] : before, lines);
    const added = merged.filter((line) => !isMine(line, state) && !before.some(({ key }) => key === line.key));
    const reading = state.panel.open && state.panel.tab === 'chat';
    return {
      ...state,
      chat: {
        session,
        lines: merged,
        sending: known ? state.chat.sending.filter(({ key }) => !merged.some((line) => line.key === key)) : [],
        unread: reading ? 0 : (known ? state.chat.unread : 0) + added.length,
      },
    };
  },

  /** @type {(state: ConsoleState, fact: Draft) => ConsoleState} */
  draft: (state, { session, outcome, note }) => {
    const unsaved = state.draft.session === session && state.draft.edits > state.draft.savedEdits;
    return unsaved ? state : { ...state, draft: { ...emptyDraft(session), outcome, note } };
  },

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'chat_sending'}>) => ConsoleState} */
  chat_sending: (state, { key, text }) => ({
    ...state,
    chat: {
      ...state.chat,
      sending: [...state.chat.sending.filter((line) => line.key !== key), { key, text, failed: false }],
    },
  }),

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'chat_failed'}>) => ConsoleState} */
  chat_failed: (state, { key }) => ({
    ...state,
    chat: {
      ...state.chat,
      sending: state.chat.sending.map((line) => (line.key === key ? { ...line, failed: true } : line)),
    },
  }),

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'tell'}>) => ConsoleState} */
  tell: (state, { waiter }) => ({
    ...state,
    telling: waiter && { waiter, step: 'writing', key: '', text: '', code: null },
  }),

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'telling'}>) => ConsoleState} */
  telling: (state, { key, text }) =>
    state.telling ? { ...state, telling: { ...state.telling, step: 'sending', key, text, code: null } } : state,

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'told'}>) => ConsoleState} */
  told: (state, { key, code }) =>
    state.telling?.key === key
      ? { ...state, telling: { ...state.telling, step: code === null ? 'sent' : 'refused', code } }
      : state,

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'draft_edited'}>) => ConsoleState} */
  draft_edited: (state, { outcome, note }) => ({
    ...state,
    draft: { ...state.draft, outcome, note, edits: state.draft.edits + 1 },
  }),

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'draft_saved'}>) => ConsoleState} */
  draft_saved: (state, { session, edits, at }) =>
    session === state.draft.session
      ? { ...state, draft: { ...state.draft, savedEdits: edits, savedAt: at, failed: false } }
      : state,

  /** @type {(state: ConsoleState, fact: Extract<WritingFact, {type: 'draft_failed'}>) => ConsoleState} */
  draft_failed: (state, { session }) =>
    session === state.draft.session ? { ...state, draft: { ...state.draft, failed: true } } : state,
};

/**
 * Did this agent write it? A colleague may have, to the resident who waited or before the talk came here.
 *
 * @param {ChatLine} line
 * @param {ConsoleState} state
 */
export function isMine({ name }, { agent }) {
  return agent !== null && name === agent.name;
}

/**
 * @param {ChatLine[]} lines
 * @param {ChatLine[]} added
 */
function mergeLines(lines, added) {
  const byKey = new Map([...lines, ...added].map((line) => [line.key, line]));
  return [...byKey.values()].sort((a, b) => a.at - b.at);
}
