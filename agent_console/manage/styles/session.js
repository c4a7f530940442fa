import { css } from 'lit';

export const session = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }

  .back {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    justify-self: start;
    min-block-size: 24px;
    text-decoration: none;
  }

  .back:hover {
    text-decoration: underline;
  }

  .head {
    display: grid;
    gap: 20px;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }

  h1 {
    font-size: 28px;
    line-height: 36px;
    font-variant-numeric: tabular-nums;
  }

  .title p {
    font-size: 17px;
  }

  .title time {
    margin-inline-start: auto;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }

  .chip svg {
    inline-size: 15px;
    block-size: 15px;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: 16px 24px;
  }

  dt {
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  dd {
    font-size: 17px;
    line-height: 26px;
    font-variant-numeric: tabular-nums;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    gap: 20px;
  }

  @media (max-width: 1100px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  .card > h2 {
    margin-block-end: 12px;
    font-size: 17px;
    line-height: 24px;
  }

  .card > h2 + .hint {
    margin-block: -8px 16px;
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  .note {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .none {
    color: var(--muted);
  }

  td,
  th {
    padding-inline: 0 16px;
  }

  tbody tr:last-child td {
    border-block-end: 0;
    padding-block-end: 0;
  }

  tbody tr:hover {
    background: none;
  }

  .skeleton {
    block-size: 20px;
    margin-block: 10px;
  }

  .skeleton.tall {
    block-size: 96px;
  }
`;
