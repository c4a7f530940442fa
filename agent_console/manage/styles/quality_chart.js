import { css } from 'lit';

export const qualityChart = css`
  figcaption {
    display: grid;
    margin-block-end: 4px;
    font-weight: 600;
    font-size: 14px;
    line-height: 20px;
  }

  figcaption span {
    color: var(--muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .plot {
    block-size: 132px;
  }

  svg {
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
  }

  .grid {
    stroke: var(--line);
    stroke-width: 1;
  }

  .base {
    stroke: var(--muted);
  }

  text {
    fill: var(--muted);
    font: 13px var(--font);
    font-variant-numeric: tabular-nums;
  }

  path {
    fill: none;
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-linecap: round;
  }

  .agent {
    stroke: var(--brand);
  }

  .kiosk {
    stroke: var(--ink);
    stroke-dasharray: 1 4;
  }

  circle.agent {
    fill: var(--brand);
  }

  circle.kiosk {
    fill: var(--ink);
  }

  .moment {
    stroke: var(--muted);
    stroke-width: 1;
  }
`;
