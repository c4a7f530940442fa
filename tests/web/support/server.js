import { settled } from './clock.js';

/** The far end of fake WebSockets: what a Link believes to be the server. */
export class FakeServer {
  /** @type {FakeSocket[]} */
  sockets = [];
  heartbeat = { ping_every_ms: 5_000, dead_after_ms: 12_000 };

  get WebSocket() {
    const server = this;
    return /** @type {any} */ (
      class extends FakeSocket {
        constructor() {
          super();
          server.sockets.push(this);
        }
      }
    );
  }

  get socket() {
    return this.sockets[this.sockets.length - 1];
  }

  /** Greets the newest connection and welcomes it once it has said hello. */
  async welcome({ now = 1_000_000 } = {}) {
    const { socket } = this;
    socket.say({ type: 'challenge', nonce: 'n' });
    await settled();
    socket.say({ type: 'kiosk_welcome', heartbeat: this.heartbeat, now });
    await settled();
    return socket;
  }
}

export class FakeSocket {
  /** @type {any[]} */
  heard = [];
  closed = false;
  /** Answers pings. */
  alive = false;
  /** @type {((event: {data: string}) => void) | null} */
  onmessage = null;
  /** @type {((event: {code: number}) => void) | null} */
  onclose = null;

  /** @param {string} text */
  send(text) {
    this.heard.push(JSON.parse(text));
    if (this.alive && this.heard.at(-1).type === 'ping') this.say({ type: 'pong' });
  }

  close() {
    this.closed = true;
  }

  /** @param {object} message */
  say(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** @param {number} code */
  hangUp(code) {
    this.onclose?.({ code });
  }

  /** @param {string} type */
  of(type) {
    return this.heard.filter((message) => message.type === type);
  }
}
