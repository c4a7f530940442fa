/**
 * Tracks that carry nothing. A sender that holds one has its encoder running, so that the real track shows at once when
 * it takes the place; a sender without a track needs a quarter of a second to start.
 */

const SIZE = { width: 320, height: 180 };
const REDRAW_EVERY = 500;

/** @returns {MediaStreamTrack} a black picture, drawn anew twice a second until the track is stopped */
export function blackTrack() {
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const [track] = canvas.captureStream(2).getVideoTracks();
  const draw = () => {
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (track.readyState === 'live') setTimeout(draw, REDRAW_EVERY);
  };
  draw();
  return track;
}

/** @returns {MediaStreamTrack} silence */
export function silentTrack() {
  const context = new AudioContext();
  const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
  const stop = track.stop.bind(track);
  track.stop = () => {
    stop();
    if (context.state !== 'closed') context.close();
  };
  return track;
}
