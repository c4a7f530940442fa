// Put into every page of the measurement: when is the first picture that is not black there? Times are ms since the epoch.

const WORKER = `
const context = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
onmessage = async ({ data: readable }) => {
  const reader = readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const at = performance.timeOrigin + performance.now();
    context.drawImage(next.value, 0, 0, 16, 16);
    next.value.close();
    const pixels = context.getImageData(0, 0, 16, 16).data;
    if (pixels.some((value, index) => index % 4 !== 3 && value > 40)) return postMessage(at);
  }
};`;

/** When it was decoded. A worker looks, because the page is busy drawing itself. */
window.firstDecoded = (track) => new Promise((resolve) => {
  const clone = track.clone();
  const { readable } = new MediaStreamTrackProcessor({ track: clone });
  const worker = new Worker(URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' })));
  worker.onmessage = ({ data }) => {
    clone.stop();
    worker.terminate();
    resolve(data);
  };
  worker.postMessage(readable, [readable]);
});

/** When it was on the page, at least as wide as this: `find` finds the video element, which may not be there yet. */
window.firstShown = (find, width = 0) => new Promise((resolve) => {
  const context = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
  const look = (video) => (now) => {
    context.drawImage(video, 0, 0, 16, 16);
    const pixels = context.getImageData(0, 0, 16, 16).data;
    const seen = video.videoWidth >= width && pixels.some((value, index) => index % 4 !== 3 && value > 40);
    if (seen) resolve(performance.timeOrigin + now);
    else video.requestVideoFrameCallback(look(video));
  };
  const seek = () => {
    const video = find();
    if (video?.srcObject) video.requestVideoFrameCallback(look(video));
    else setTimeout(seek, 20);
  };
  seek();
});

/** Where the newest connection receives a picture of this place among its media lines. */
window.receivedTrack = (line) => window.peers.at(-1).getTransceivers()[line].receiver.track;

window.deep = (selector, root = document) => {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const element of root.querySelectorAll('*')) {
    const inside = element.shadowRoot && window.deep(selector, element.shadowRoot);
    if (inside) return inside;
  }
  return null;
};
