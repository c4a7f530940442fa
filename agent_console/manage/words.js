/** What became of a session, in one word or two, with what it needs to be seen at a glance. */

/** @typedef {import('./types.js').SessionRow} SessionRow */
/** @typedef {{key: string, tone: 'good' | 'warn' | 'bad' | '', icon: 'check' | 'arrow' | 'gone' | 'warning' | 'dot'}} Result */

/** @type {Record<string, Omit<Result, 'key'>>} */
const OUTCOME = {
  solved: { tone: 'good', icon: 'check' },
  information: { tone: 'good', icon: 'check' },
  counter: { tone: '', icon: 'arrow' },
  call_back: { tone: '', icon: 'arrow' },
  not_solved: { tone: 'warn', icon: 'warning' },
  technical: { tone: 'warn', icon: 'warning' },
  none: { tone: '', icon: 'dot' },
};

/** @param {Pick<SessionRow, 'state' | 'answered_at' | 'outcome' | 'end_reason'>} row @returns {Result} */
export function result({ state, answered_at, outcome, end_reason }) {
  if (state === 'wrap_up') return { key: 'state.wrap_up', tone: '', icon: 'dot' };
  if (state !== 'closed') return { key: answered_at === null ? 'state.waiting' : 'state.talk', tone: '', icon: 'dot' };
  if (end_reason === 'left_with_ticket') return { key: 'end_reason.left_with_ticket', tone: '', icon: 'arrow' };
  if (answered_at === null) return { key: `end_reason.${end_reason}`, tone: 'bad', icon: 'gone' };
  const known = outcome ?? 'none';
  return { key: `outcome.${known}`, ...(OUTCOME[known] ?? { tone: '', icon: 'dot' }) };
}

/** The end of a talk that was not an ordinary one. @param {Pick<SessionRow, 'answered_at' | 'end_reason'>} row */
export function mishap({ answered_at, end_reason }) {
  const ordinary = end_reason === null || end_reason === 'resident_ended' || end_reason === 'agent_ended';
  return answered_at === null || ordinary ? null : `end_reason.${end_reason}`;
}
