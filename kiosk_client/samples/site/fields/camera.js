/** The picture of somebody who stands here: 3 to 4, small enough to be sent with an application. */

const SIZE = { width: 300, height: 400 };
const QUALITIES = [0.85, 0.7, 0.5, 0.3];

/** @returns {Promise<MediaStream | null>} null where there is no camera, or none that may be used */
export async function openCamera() {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { width: 960, height: 720, facingMode: 'user' } });
  } catch {
    return null;
  }
}

/** @param {HTMLVideoElement} video @param {number} most characters @returns {string} */
export function frameOf(video, most) {
  const { videoWidth: width, videoHeight: height } = video;
  const cut = Math.min(width, (height * SIZE.width) / SIZE.height);
  const tall = (cut * SIZE.height) / SIZE.width;
  return pictured(most, (context) =>
    context.drawImage(video, (width - cut) / 2, (height - tall) / 2, cut, tall, 0, 0, SIZE.width, SIZE.height),
  );
}

/** A figure as on the door of a room. @param {number} most characters @returns {string} */
export function standIn(most) {
  return pictured(most, (context) => {
    context.fillStyle = '#d5e3f5';
    context.fillRect(0, 0, SIZE.width, SIZE.height);
    context.fillStyle = '#46597a';
    context.beginPath();
    context.arc(150, 150, 78, 0, 2 * Math.PI);
    context.ellipse(150, 400, 130, 145, 0, 0, 2 * Math.PI);
    context.fill();
  });
}

/** @param {number} most @param {(context: CanvasRenderingContext2D) => void} draw */
function pictured(most, draw) {
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  draw(/** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')));
  const pictures = QUALITIES.map((quality) => canvas.toDataURL('image/jpeg', quality));
  return pictures.find(({ length }) => length <= most) ?? pictures[pictures.length - 1];
}
