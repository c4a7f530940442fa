import { css } from 'lit';

export const sessionTimeline = css`
  li {
    display: grid;
    grid-template-columns: 64px 20px minmax(0, 1fr);
    gap: 12px;
    padding-block-end: 14px;
    line-height: 22px;
  }

  time {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .mark {
    position: relative;
  }

  .mark::before {
    content: '';
    position: absolute;
    inset: 6px 5px auto;
    z-index: 1;
    block-size: 10px;
    border: 2px solid var(--muted);
    border-radius: 50%;
    background: var(--surface);
  }

  li:not(:last-child) .mark::after {
    content: '';
    position: absolute;
    inset: 17px auto -20px 9px;
    inline-size: 2px;
    background: var(--line);
  }

  .good .mark::before {
    border-color: var(--good);
    background: var(--good);
  }

  .warn .mark::before {
    border-color: var(--warn);
    border-radius: 2px;
    background: var(--warn);
  }

  .warn .line {
    color: var(--warn);
    font-weight: 550;
  }
`;
