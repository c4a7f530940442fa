import { css } from 'lit';

export const context = css`
  :host {
    display: grid;
    align-content: start;
    gap: 24px;
    padding: 20px;
    overflow-y: auto;
  }

  .stack {
    gap: 10px;
  }

  h2 {
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 6px 16px;
  }

  dt {
    color: var(--muted);
  }
`;
