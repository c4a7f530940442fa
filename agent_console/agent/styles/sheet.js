import { css } from 'lit';

export const sheet = css`
  dialog {
    inline-size: min(720px, calc(100vw - 48px));
  }

  .groups {
    columns: 2;
    column-gap: 40px;
    margin-block: 20px;
  }

  section {
    padding-block-end: 20px;
    break-inside: avoid;
  }

  h2 {
    margin-block-end: 8px;
    color: var(--muted);
    font-size: 14px;
  }

  dl {
    display: grid;
    grid-template-columns: 104px 1fr;
    align-items: center;
    gap: 6px 12px;
  }

  kbd {
    display: inline-block;
    border-color: var(--field-line);
  }

  .switch {
    display: flex;
    align-items: center;
    gap: 10px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
    font-weight: 400;
  }
`;
