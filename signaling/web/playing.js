/** @type {WeakMap<MediaStream, HTMLVideoElement>} */
const elements = new WeakMap();

/**
 * The one video element of a stream, playing from the first time it is asked for, shown or not. Ask when the stream
 * arrives: an element that is made only at the accept needs a tenth of a second to start.
 *
 * @param {MediaStream} stream
 * @param {{muted?: boolean}} [options]
 * @returns {HTMLVideoElement}
 */
export function playing(stream, { muted = true } = {}) {
  let video = elements.get(stream);
  if (!video) {
    video = document.createElement('video');
    Object.assign(video, { muted, autoplay: true, playsInline: true, srcObject: stream });
    elements.set(stream, video);
  }
  return video;
}
