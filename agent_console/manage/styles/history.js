import { css } from 'lit';

export const history = css`
  :host {
    display: grid;
    gap: 12px;
  }

  ol {
    display: grid;
  }

  li {
    display: grid;
    gap: 6px;
    padding-block: 12px;
    border-block-start: 1px solid var(--line);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-block-size: 40px;
  }

  .head button {
    margin-inline-start: auto;
    color: var(--brand);
  }

  dl {
    display: grid;
    gap: 4px;
  }

  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: 16px;
    line-height: 22px;
  }

  dt {
    color: var(--muted);
  }

  dd {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  dd b {
    font-weight: 600;
  }

  .before {
    color: var(--muted);
  }

  summary {
    inline-size: fit-content;
    padding-block: 6px;
    border-radius: 6px;
    color: var(--brand);
    cursor: pointer;
  }

  .question {
    display: grid;
    gap: 12px;
    margin-block-start: 6px;
    padding: 16px;
    border-radius: 10px;
    background: var(--ground);
  }

  .question p {
    font-weight: 550;
  }

  .question .row {
    justify-content: flex-end;
  }

  .skeleton {
    block-size: 96px;
  }

  .older {
    justify-self: start;
  }
`;
