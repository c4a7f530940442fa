import { Painter } from './painter.js';

/** @typedef {import('./messages.js').ToWorker} ToWorker */

/** @type {Painter | null} */
let painter = null;

addEventListener('message', (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  if (data.type === 'begin') painter = new Painter(data, (message) => postMessage(message));
  else if (data.type === 'region' && painter) painter.region = data.region;
  else if (data.type === 'repeat') painter?.repeat();
  else if (data.type === 'stop') stop();
});
// Whoever made this worker hears of errors only: whatever goes wrong here, there are no more pictures.
addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

function stop() {
  painter?.stop();
  close();
}
