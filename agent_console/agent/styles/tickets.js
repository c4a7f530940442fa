import { css } from 'lit';

export const tickets = css`
  dialog {
    inline-size: min(820px, calc(100vw - 48px));
  }

  header,
  li,
  .head {
    display: flex;
    align-items: center;
    gap: 16px;
  }

  header {
    justify-content: space-between;
    margin-block-end: 16px;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    padding: 12px 0;
    border-block-end: 1px solid var(--line);
  }

  .number {
    min-inline-size: 56px;
    font-size: 18px;
    font-variant-numeric: tabular-nums;
  }

  .about {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }

  section {
    display: grid;
    gap: 16px;
    margin-block-end: 12px;
    padding: 16px;
    border: 2px solid var(--brand);
    border-radius: var(--radius);
  }

  .row,
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 16px;
  }

  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: 8px;
    font-weight: 600;
  }

  label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
  }

  .phone {
    font-size: 32px;
    font-weight: 700;
    line-height: 40px;
    user-select: all;
  }

  .skeleton {
    block-size: 160px;
  }

  .banner {
    margin-block-end: 12px;
  }
`;
