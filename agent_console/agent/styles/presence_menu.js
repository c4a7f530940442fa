import { css } from 'lit';

export const presenceMenu = css`
  h2 {
    padding: 4px 8px 8px;
    color: var(--muted);
    font-size: 14px;
  }

  button {
    justify-content: flex-start;
    inline-size: 100%;
    padding: 0 8px;
    white-space: normal;
    text-align: start;
  }

  [aria-pressed='true'] {
    background: var(--brand-ground);
  }

  .now {
    margin-inline-start: auto;
    color: var(--muted);
  }
`;
