import { css } from 'lit';

export const limitsDialog = css`
  dialog {
    inline-size: min(600px, calc(100vw - 48px));
  }

  .limits {
    display: grid;
    gap: 8px;
  }

  .overflow {
    display: grid;
    gap: 12px;
    margin-block: 16px 20px;
  }

  .overflow :is(.hint, .field) {
    margin: 0;
  }

  .limit {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 110px 48px;
    align-items: center;
    gap: 12px;
  }

  .limit label {
    font-weight: 400;
    font-size: 15px;
  }

  .limit input {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .limit span {
    color: var(--muted);
  }
`;
