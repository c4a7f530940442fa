import { h } from '../dom.js';
import { MOST_PICTURE } from '../rules.js';
import { t } from '../texts.js';
import { frameOf, openCamera, standIn } from './camera.js';

const COUNT_FROM = 3;
const SECOND = 1_000;

/** @param {import('./drawn.js').Asked} asked @returns {import('./drawn.js').Control} */
export function photo(asked) {
  const booth = new Booth(asked);
  return { element: booth.element, target: booth.take, group: true, titled: true, leave: () => booth.leave() };
}

class Booth {
  /** @type {MediaStream | null} */
  #stream = null;
  #left = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #counting;

  /** @param {import('./drawn.js').Asked} asked */
  constructor({ id, value, save }) {
    this.save = save;
    this.video = h('video', {
      id: `${id}-video`,
      autoplay: true,
      playsinline: true,
      'aria-label': t('photo.camera'),
      'data-bangban-mask': true,
    });
    this.video.muted = true;
    this.picture = h('img', { id: `${id}-picture`, alt: t('photo.alt'), 'data-bangban-mask': true });
    this.count = h('b', { id: `${id}-count`, class: 'count', 'aria-hidden': 'true' });
    this.said = h('p', { id: `${id}-said`, class: 'said', role: 'status' });
    this.take = h('button', { id: `${id}-take`, type: 'button', class: 'strong', click: () => this.#countFrom() }, t('photo.take'));
    this.retake = h('button', { id: `${id}-retake`, type: 'button', click: () => this.#again() }, t('photo.retake'));
    this.element = h(
      'div',
      { class: 'booth' },
      h('div', { id: `${id}-frame`, class: 'frame', 'data-bangban-mask': true }, this.video, this.picture, this.count),
      h('div', { class: 'beside' }, this.said, this.take, this.retake),
    );
    if (value) this.#show(value);
    else this.#start();
  }

  leave() {
    this.#left = true;
    clearTimeout(this.#counting);
    this.#stop();
  }

  #stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
  }

  async #start() {
    this.#draw('starting', t('photo.starting'));
    this.#stream = await openCamera();
    if (this.#left) return this.#stop();
    this.video.srcObject = this.#stream;
    if (!this.#stream) this.picture.src = standIn(MOST_PICTURE.photo);
    this.#draw(this.#stream ? 'camera' : 'lacking', t(this.#stream ? 'photo.ready' : 'photo.lacking'));
  }

  #countFrom() {
    if (this.take.getAttribute('aria-disabled') === 'false') this.#countDown(COUNT_FROM);
  }

  /** @param {number} count */
  #countDown(count) {
    if (count === 0) return this.#shoot();
    this.count.textContent = String(count);
    this.#draw('counting', t('photo.counting', { count }));
    this.#counting = setTimeout(() => this.#countDown(count - 1), SECOND);
  }

  #shoot() {
    const taken = this.#stream && this.video.videoWidth ? frameOf(this.video, MOST_PICTURE.photo) : standIn(MOST_PICTURE.photo);
    this.#stop();
    this.save(taken);
    this.#show(taken);
    this.retake.focus();
  }

  async #again() {
    this.save('');
    await this.#start();
    this.take.focus();
  }

  /** @param {string} taken */
  #show(taken) {
    this.picture.src = taken;
    this.#draw('taken', t('photo.taken'));
  }

  /** @param {'starting' | 'camera' | 'lacking' | 'counting' | 'taken'} state @param {string} said */
  #draw(state, said) {
    this.element.dataset.state = state;
    this.video.hidden = this.#stream === null;
    this.picture.hidden = this.#stream !== null || state === 'starting';
    this.count.hidden = state !== 'counting';
    this.take.hidden = state === 'taken';
    this.take.setAttribute('aria-disabled', String(state === 'starting' || state === 'counting'));
    this.retake.hidden = state !== 'taken';
    this.said.textContent = said;
  }
}
