import { css } from 'lit';

export const pointerLayer = css`
  :host {
    position: absolute;
    inset: 0 auto auto 0;
    transform-origin: 0 0;
    pointer-events: none;
  }

  :host(:not([data-tool=""])) {
    pointer-events: auto;
    cursor: crosshair;
  }

  .field {
    position: absolute;
    inset: 0;
    touch-action: none;
  }

  .field:focus-visible {
    outline: none;
    box-shadow: inset 0 0 0 4px var(--brand);
  }

  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .edge,
  .line,
  .over {
    vector-effect: non-scaling-stroke;
  }

  .edge {
    stroke: #ffffff;
    stroke-width: 8px;
  }

  .line {
    stroke: #c2185b;
    stroke-width: 4px;
  }

  .over {
    stroke: #c2185b;
    stroke-width: 2px;
    stroke-dasharray: 6 4;
  }

  text {
    fill: #14202b;
    stroke: #ffffff;
    stroke-width: 6px;
    paint-order: stroke;
    font: 600 26px var(--font);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
