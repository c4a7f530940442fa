/** The drawings of the staff pages, 24 × 24, drawn with one stroke. Each stands beside its word or has a label. */
import { html } from 'lit';

const PATHS = {
  answer: 'M5 4h4l2 5-2.5 1.5a12 12 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2z',
  arrow: 'M5 19L18 6M9.5 5.5H18.5V14.5',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2.2 2.2 0 0 0 4 0',
  camera: 'M4 7h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM15 10.5l6-3v9l-6-3',
  camera_off:
    'M3 3l18 18M15 12V8a1 1 0 0 0-1-1h-3.5M7 7H4a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1M17 9.5l4-2v9l-2-1',
  chat: 'M4 6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4a2 2 0 0 1-2-2z',
  check: 'M4.5 12.5l5 5 10-11',
  close: 'M5 5l14 14M19 5L5 19',
  cup: 'M5 8h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 9.5h1.5a2.5 2.5 0 0 1 0 5H16M8 2.5v2M12 2.5v2',
  end: 'M3 14.5c5-4.7 13-4.7 18 0l-2.2 2.7-4.3-1.7v-2.8a12 12 0 0 0-5 0v2.8l-4.3 1.7z',
  eraser: 'M9 19h11M4.5 14.5l8-9 7 6-7 7.5H8.5z',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  hand:
    'M8 13V6a1.5 1.5 0 0 1 3 0v5V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8a7 7 0 0 1-7 7c-2.4 0-3.9-1.2-5-3.2' +
    'L3.4 14.6a1.5 1.5 0 0 1 2.5-1.6L8 15',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.5v.2',
  keyboard: 'M3 6.5h18v11H3zM6.5 10h.2M10 10h.2M13.5 10h.2M17 10h.2M8 14h8',
  leave: 'M11 4H5v16h6M15 8l4 4-4 4M19 12H9.5',
  left: 'M14 6l-6 6 6 6',
  line: 'M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 19a6 6 0 0 1 12 0M16 5.2a3 3 0 0 1 0 5.6M17.5 13.5a6 6 0 0 1 4 5.5',
  microphone: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M8.5 21h7',
  microphone_off:
    'M3 3l18 18M9 9v2a3 3 0 0 0 4.5 2.6M15 10V6a3 3 0 0 0-5.7-1.3M6 11a6 6 0 0 0 9.5 4.9M18 11a6 6 0 0 1-.6 2.6' +
    'M12 17v4M8.5 21h7',
  minus: 'M5 12h14',
  network: 'M5 19v-4M10 19v-7M15 19V9M20 19V5',
  panel: 'M4 5h16v14H4zM14.5 5v14',
  pen: 'M4 20l1.2-4.8L15.5 4.9a2 2 0 0 1 2.8 0l.8.8a2 2 0 0 1 0 2.8L8.8 18.8z',
  plus: 'M5 12h14M12 5v14',
  point: 'M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  power: 'M12 3.5v8M7 6.5a7.5 7.5 0 1 0 10 0',
  right: 'M10 6l6 6-6 6',
  screen: 'M3 5h18v11H3zM8.5 20h7M12 16v4',
  screen_off: 'M3 3l18 18M9 5h12v11h-1.5M15.5 16H3V5h1.5M8.5 20h7M12 16v4',
  send: 'M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2' +
    'M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  speaker: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  undo: 'M4 9h10a5 5 0 0 1 0 10H8M8 5L4 9l4 4',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.2',
};

/**
 * @param {keyof typeof PATHS} name
 * @param {number} [size] in CSS pixels
 */
export function icon(name, size = 20) {
  return html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
