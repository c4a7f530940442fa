import { css } from 'lit';

export const deskDialog = css`
  dialog {
    inline-size: min(680px, calc(100vw - 48px));
  }

  .pair {
    display: grid;
    grid-template-columns: 3fr 2fr;
    align-items: start;
    gap: 16px;
  }

  fieldset {
    display: grid;
    gap: 8px;
    min-inline-size: 0;
  }

  legend {
    margin-block-end: 4px;
  }

  .day {
    display: grid;
    grid-template-columns: 150px minmax(0, 1fr) 40px;
    align-items: center;
    gap: 12px;
  }

  .day label {
    font-weight: 400;
    font-size: 15px;
  }

  .day input {
    font-variant-numeric: tabular-nums;
  }

  .week .day {
    grid-template-columns: 150px minmax(0, 1fr);
  }

  .add {
    justify-self: start;
  }

  .away {
    margin-inline: -16px auto;
    color: var(--brand);
  }

  .history {
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }

  .history h2 {
    inline-size: fit-content;
    margin-block: 0 12px;
    border-radius: 8px;
    font-size: 15px;
    font-weight: 650;
    line-height: 22px;
  }

  .history .banner {
    margin-block-end: 12px;
  }
`;
