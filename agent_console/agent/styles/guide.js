import { css } from 'lit';

export const guide = css`
  :host {
    display: grid;
    align-content: start;
    gap: 8px;
    padding: 16px 20px 24px;
    overflow-y: auto;
  }

  bb-shown-step {
    position: sticky;
    inset-block-start: -16px;
    z-index: 1;
    margin: -16px -20px 4px;
    padding: 16px 20px 12px;
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }

  li {
    position: relative;
  }

  .show {
    position: absolute;
    inset: 6px 34px auto auto;
    min-block-size: 32px;
    padding-inline: 10px;
    border-color: var(--brand);
    color: var(--brand);
  }

  li:has(.show) summary {
    padding-inline-end: 88px;
  }

  ol {
    display: grid;
    gap: 4px;
    margin-block-start: 8px;
    margin-inline: -8px;
  }

  summary {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    padding: 6px 8px;
    border-radius: 8px;
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::after {
    content: '';
    position: absolute;
    inset-inline-end: 8px;
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 6px;
    border-inline-end: 2px solid var(--muted);
    border-block-end: 2px solid var(--muted);
    translate: 0 -2px;
    rotate: 45deg;
  }

  details[open] > summary::after {
    translate: 0 2px;
    rotate: 225deg;
  }

  summary:hover {
    background: var(--ground);
  }

  .title {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
  }

  .on {
    background: var(--brand);
    color: var(--on-brand);
  }

  [aria-current='step'] .number {
    background: var(--brand);
    color: var(--on-brand);
  }

  summary h2 {
    font: inherit;
    font-weight: 650;
  }

  ol + h2 {
    margin-block-start: 16px;
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  .fault {
    display: flex;
    gap: 8px;
    margin-block-end: 8px;
  }
`;
