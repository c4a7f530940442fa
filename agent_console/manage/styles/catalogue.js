import { css } from 'lit';

/** Members of a list with what they are called in both languages, and their order. */
export const catalogue = css`
  dialog {
    inline-size: min(860px, calc(100vw - 48px));
    scroll-padding-block: 64px 180px;
  }

  .entries {
    display: grid;
    border-block-end: 1px solid var(--line);
  }

  .entries > li {
    padding-block: 6px;
    border-block-start: 1px solid var(--line);
  }

  .line {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: start;
    gap: 12px;
  }

  .line:has(> .toggle) {
    align-items: center;
  }

  .two {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    align-items: start;
    gap: 12px;
  }

  .paper {
    grid-template-columns: repeat(2, minmax(0, 1fr)) 120px;
  }

  .break {
    grid-template-columns: repeat(2, minmax(0, 1fr)) minmax(0, 180px) 120px;
  }

  .head {
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  :is(.paper, .break) label {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .fixed {
    min-block-size: 40px;
    align-content: center;
    overflow-wrap: anywhere;
  }

  code {
    color: var(--muted);
    font: 14px/20px ui-monospace, "Noto Sans Mono", monospace;
  }

  .order {
    display: flex;
  }

  .order button[aria-disabled="true"] {
    border-color: transparent;
    background: transparent;
    opacity: 0.4;
  }

  .toggle {
    justify-content: flex-start;
    min-inline-size: 0;
    padding: 4px 8px;
    text-align: start;
    white-space: normal;
  }

  .toggle svg {
    flex: none;
    rotate: -90deg;
    transition: rotate 120ms;
  }

  .toggle[aria-expanded="true"] > svg {
    rotate: none;
  }

  .toggle .fault svg {
    rotate: none;
  }

  .name {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .name :is(.muted, .fault) {
    font-size: 14px;
    font-weight: 400;
    line-height: 20px;
  }

  .inside {
    display: grid;
    gap: 16px;
    margin-block: 8px 10px;
    padding: 16px;
    border-radius: 10px;
    background: var(--ground);
  }

  .inside > .hint {
    margin-block-start: -10px;
  }

  .papers {
    display: grid;
    gap: 8px;
    min-inline-size: 0;
  }

  .papers legend {
    margin-block-end: 4px;
  }

  .add {
    justify-self: start;
  }

  .empty {
    padding: 16px;
    border-radius: 10px;
    background: var(--ground);
    color: var(--muted);
  }

  @media (width < 50rem) {
    .head {
      display: none;
    }

    :is(.two, .paper, .break) {
      grid-template-columns: minmax(0, 1fr);
    }

    :is(.paper, .break) label {
      position: static;
      inline-size: auto;
      block-size: auto;
      clip-path: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .toggle svg {
      transition: none;
    }
  }
`;
