import { ApiError } from '/web/api.js';
import { Link, Refused } from '/web/link.js';
import { Mesh } from '/web/mesh.js';
import { pairsOf } from '/web/pairs.js';
import { playing } from '/web/playing.js';

import { Access } from './access.js';
import { Awake } from './awake.js';
import { OwnMedia } from './own_media.js';
import { ended, FIRST, linked, seen } from './state.js';

/** @typedef {import('./state.js').State} State */

const SAID_WITHIN = 5_000;
/** @type {Record<string, import('./state.js').Trouble>} */
const TROUBLE = { code_refused: 'refused', too_many_attempts: 'too_many' };

/** One visit to a talk: by the code, with sound and perhaps a face, until it is over. Raises `change`. */
export class Visit extends EventTarget {
  /** @type {State} */
  state = FIRST;
  #access = new Access();
  #own = new OwnMedia();
  #awake = new Awake();
  #instance = crypto.randomUUID();
  #link;
  #mesh;

  constructor() {
    super();
    const { protocol, host } = location;
    this.#link = new Link({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`,
      hello: async () => ({ token: this.#access.token ?? '', proof: null, instance: this.#instance, takeover: false }),
      renew: () => this.#access.renew(),
    });
    this.#mesh = new Mesh({ link: this.#link, tracks: () => ({ ...this.#carried(), screen: null }) });
    this.#link.addEventListener('state', () => this.#set(linked(this.state, this.#link.status)));
    this.#link.addEventListener('message', (event) => this.#heard(/** @type {CustomEvent} */ (event).detail));
    this.#mesh.addEventListener('change', () => this.#met());
    this.#own.addEventListener('change', (event) => this.#opened(/** @type {CustomEvent} */ (event).detail));
  }

  /** After a reload: back to the talk that this window was in. */
  async resume() {
    if (!this.#access.token) return;
    this.#set({ ...this.state, stage: 'coming' });
    await this.#own.open('microphone');
    this.#link.open();
  }

  /**
   * Asks for the microphone before the code is used up: one that is refused costs nobody the code.
   *
   * @param {string} code
   * @param {{camera: boolean, listening: boolean}} wish `listening`: without a microphone, if it has to be
   */
  async come(code, { camera, listening }) {
    this.#set({ ...this.state, stage: 'coming', trouble: null });
    const microphone = await this.#own.open('microphone');
    if (microphone !== 'on' && !listening) return this.#fail(microphone === 'refused' ? 'microphone_refused' : 'microphone_missing');
    if (camera) await this.#own.open('camera');
    try {
      await this.#access.redeem(code);
      this.#link.open();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#fail(TROUBLE[error.code] ?? 'network');
    }
  }

  toggleMicrophone() {
    const { microphone } = this.#own.states;
    if (microphone === 'missing' || microphone === 'refused') this.#own.open('microphone');
    else this.#own.mute(microphone === 'on');
  }

  toggleCamera() {
    if (this.#own.states.camera === 'on') this.#own.close('camera');
    else this.#own.open('camera');
  }

  async leave() {
    const { session } = this.state;
    this.#set(ended(this.state, 'left'));
    try {
      if (session) await this.#link.command('leave', { session: session.id }, { signal: AbortSignal.timeout(SAID_WITHIN) });
    } catch (error) {
      // Over already, or the network is away: then the server notices by itself.
      const { name } = /** @type {Error} */ (error);
      if (!(error instanceof Refused) && name !== 'TimeoutError') throw error;
    }
    this.#link.close();
  }

  /** To the code again. */
  again() {
    this.#set(FIRST);
  }

  /** A touch lets the browser play. */
  async play() {
    const faces = [...this.state.faces.values()].map(({ stream }) => playing(stream, { muted: false }).play());
    await Promise.all(faces);
    this.#set({ ...this.state, silenced: false });
  }

  /** @param {import('./state.js').Trouble} trouble */
  #fail(trouble) {
    this.#own.stop();
    this.#set({ ...FIRST, trouble });
  }

  /** @param {import('/web/messages.js').ServerMessage} message */
  #heard(message) {
    switch (message.type) {
      case 'signal':
      case 'signal_ack':
        this.#mesh.receive(message);
        break;
      case 'guest_snapshot': {
        const { session } = message;
        this.#set(seen(this.state, message));
        this.#mesh.want(session, session?.participant ?? '', session ? pairsOf(session.participant, session.guests) : []);
        break;
      }
    }
  }

  /** Who is not for this guest's ears is not played: while the agent asks a colleague, say. */
  #met() {
    const faces = new Map();
    for (const [name, { face, carries, connected, givenUp, pair }] of this.#mesh.meetings) {
      const video = playing(face, { muted: false });
      video.muted = !pair.hears;
      video.ariaHidden = 'true';
      faces.set(name, { stream: face, seen: carries.camera === 'on', connected, unreachable: givenUp });
      if (face.active && video.paused) this.#start(video);
    }
    this.#set({ ...this.state, faces });
  }

  /** @param {HTMLVideoElement} video */
  async #start(video) {
    try {
      await video.play();
    } catch (error) {
      const { name } = /** @type {DOMException} */ (error);
      if (name === 'NotAllowedError' && this.state.stage === 'talk') this.#set({ ...this.state, silenced: true });
    }
  }

  /** @param {{device: import('./own_media.js').Own}} change */
  #opened({ device }) {
    const { camera } = this.#own.tracks;
    const mirror = camera ? new MediaStream([camera]) : null;
    this.#set({ ...this.state, own: { ...this.#own.states }, mirror: device === 'camera' ? mirror : this.state.mirror });
    this.#mesh.changed(device);
  }

  /** Who is muted sends silence, and says so. */
  #carried() {
    const { microphone, camera } = this.#own.tracks;
    return { microphone: this.#own.states.microphone === 'on' ? microphone : null, camera };
  }

  /** @param {State} state */
  #set(state) {
    const over = state.stage === 'ended' && this.state.stage !== 'ended';
    this.state = state;
    if (over) this.#over();
    this.#awake.keep(state.stage === 'talk');
    this.dispatchEvent(new Event('change'));
  }

  /** Nobody hears or sees more, whatever the network does. Who leaves says so before the link is closed. */
  #over() {
    this.#access.forget();
    this.#mesh.close();
    this.#own.stop();
    if (this.state.end !== 'left') this.#link.close();
  }
}
