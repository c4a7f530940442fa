import { Refused } from '/web/link.js';
import { Mesh } from '/web/mesh.js';
import { pairsOf } from '/web/pairs.js';

import { Attempt } from './attempt.js';
import { begunEpoch, rememberEpoch } from './memory.js';
import { on } from './on.js';
import { inTalk } from './state.js';

/**
 * @typedef {import('/web/link.js').Link} Link
 * @typedef {import('/web/messages.js').KioskSession} KioskSession
 * @typedef {import('/web/messages.js').RestartMedia['reason']} Reason
 * @typedef {import('/web/timeline.js').Timeline} Timeline
 * @typedef {import('/web/messages.js').Guidance} Guidance
 * @typedef {import('./capture.js').Capture} Capture
 * @typedef {import('./state.js').Event} Event
 */

/** Keeps the media that the session's snapshots ask for: one attempt with the agent, and a connection with each guest. */
export class Call {
  #link;
  #capture;
  #tell;
  #onguidance;
  #mesh;
  /** @type {Attempt | null} */
  #attempt = null;
  /** A restart that was asked for: `session epoch`. */
  #asked = '';

  /**
   * @param {object} options
   * @param {Link} options.link
   * @param {Capture} options.capture
   * @param {(event: Event) => void} options.tell
   * @param {(guidance: Guidance) => void} options.onguidance of the agent
   */
  constructor({ link, capture, tell, onguidance }) {
    this.#link = link;
    this.#capture = capture;
    this.#tell = tell;
    this.#onguidance = onguidance;
    this.#mesh = new Mesh({ link, tracks: () => capture.tracks });
    on(capture, 'change', ({ device }) => {
      this.#attempt?.changed(device);
      this.#mesh.changed(device);
    });
    on(this.#mesh, 'connected', () => capture.repeatScreen());
    on(this.#mesh, 'change', () => this.#tell({ type: 'guest_streams', streams: this.#heard() }));
  }

  /**
   * Whatever a snapshot says of the session comes through here first.
   *
   * @param {KioskSession | null} session live, or null
   * @param {Timeline | null} timeline
   */
  see(session, timeline) {
    if (!session || !timeline || session.state === 'waiting') return this.close();
    if (!this.#isAt(session)) this.#start(session, timeline);
    const talks = inTalk(session);
    this.#mesh.want(talks ? session : null, 'kiosk', talks ? pairsOf('kiosk', session.guests) : []);
    const attempt = this.#attempt;
    if (!attempt || !talks) return;
    attempt.session = session;
    if (!attempt.talking) attempt.talk();
    if (session.state === 'active') attempt.sharpen();
    if (attempt.dead) this.#revive(attempt);
  }

  /** @param {import('/web/messages.js').Signal | import('/web/messages.js').SignalAck} message */
  receive(message) {
    this.#attempt?.channel.receive(message);
    this.#mesh.receive(message);
  }

  /** @param {Guidance} guidance for the agent */
  guide(guidance) {
    this.#attempt?.peer?.guide(guidance);
  }

  /** Whom the resident is to hear: who only listens, or speaks to the agent, is not played whatever they send. */
  #heard() {
    const heard = [...this.#mesh.meetings].filter(([, { pair }]) => pair.hears);
    return new Map(heard.map(([name, { face, carries }]) => [name, { face, seen: carries.camera === 'on' }]));
  }

  close() {
    this.#mesh.close();
    if (!this.#attempt) return;
    this.#attempt.close();
    this.#attempt = null;
    this.#tell({ type: 'media', media: 'new' });
    this.#tell({ type: 'agent_stream', stream: null });
    this.#tell({ type: 'agent', carries: { microphone: 'off', camera: 'off', screen: 'off' } });
  }

  /** @param {KioskSession} session */
  #isAt(session) {
    return this.#attempt?.session.id === session.id && this.#attempt.epoch === session.epoch;
  }

  /**
   * @param {KioskSession} session
   * @param {Timeline} timeline
   */
  #start(session, timeline) {
    this.close();
    if (session.epoch <= begunEpoch(session.id)) {
      // This page, before a reload, was at it already. The agent's side has answered that one: only a new epoch will do.
      if (inTalk(session)) this.#restart(session, 'reloaded');
      return;
    }
    rememberEpoch(session.id, session.epoch);
    const attempt = new Attempt({
      link: this.#link,
      session,
      capture: this.#capture,
      timeline,
      tell: (event) => this.#attempt === attempt && this.#tell(event),
      onguidance: (guidance) => this.#attempt === attempt && this.#onguidance(guidance),
      ondead: () => this.#revive(attempt),
    });
    this.#attempt = attempt;
    this.#prepare(attempt);
  }

  /**
   * A dead connection is made anew as soon as there is somebody to make it with.
   *
   * @param {Attempt} attempt
   */
  #revive({ session }) {
    if (inTalk(session) && session.agent_present) this.#restart(session, 'ice_failed');
  }

  /** @param {Attempt} attempt */
  async #prepare(attempt) {
    try {
      const answer = await this.#link.command('get_ice_servers', { session: attempt.session.id });
      attempt.begin(/** @type {import('/web/messages.js').IceServers} */ (answer).servers);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.warn('No ICE servers for this attempt; the next snapshot tells how it goes on.', error.code);
    }
  }

  /**
   * @param {KioskSession} session
   * @param {Reason} reason
   */
  async #restart(session, reason) {
    const which = `${session.id} ${session.epoch}`;
    if (this.#asked === which) return;
    this.#asked = which;
    try {
      await this.#link.command('restart_media', { session: session.id, epoch: session.epoch, reason });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.info('The media were not restarted: something newer has happened.', error.code);
      this.#asked = '';
    }
  }
}
