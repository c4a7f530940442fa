import { css } from 'lit';

export const topline = css`
  :host {
    display: flex;
    align-items: center;
    gap: 12px;
    block-size: 48px;
    padding-inline: 16px;
    border-block-end: 1px solid var(--line);
    background: var(--surface);
    white-space: nowrap;
  }

  h1 {
    font-size: 17px;
  }

  .where {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 550;
  }

  .what {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .badges {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }

  .part {
    background: var(--brand-ground);
    font-weight: 450;
  }

  .timer {
    min-inline-size: 64px;
    font-size: 20px;
    font-weight: 650;
    text-align: end;
  }
`;
