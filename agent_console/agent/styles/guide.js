import { css } from 'lit';

export const guide = css`
  :host {
    display: grid;
    align-content: start;
    gap: 8px;
    padding: 16px 20px 24px;
    overflow-y: auto;
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

  summary strong {
    flex: 1;
  }

  [aria-current='step'] .number {
    background: var(--brand);
    color: var(--on-brand);
  }

  h2 {
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
