import { css } from 'lit';

export const call = css`
  :host {
    display: grid;
    grid-template-rows: 48px auto minmax(0, 1fr) 64px;
    grid-template-columns: minmax(0, 1fr);
    block-size: 100%;
  }

  .shown {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    padding: 4px 20px;
    background: var(--surface);
    color: var(--brand);
    font-size: 14px;
    font-weight: 650;
  }

  .shown span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  bb-call-bar {
    grid-row: 4;
  }

  .stage {
    grid-row: 3;
    position: relative;
    margin-inline-end: var(--beside-picture, 0);
    overflow: hidden;
    background: color-mix(in srgb, var(--ink) 8%, var(--ground));
  }

  bb-picture {
    position: absolute;
    inset: 0;
  }

  bb-picture.withheld {
    visibility: hidden;
  }

  .why {
    position: absolute;
    inset: 0;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 12px;
    padding: 24px;
    text-align: center;
  }

  .why svg {
    color: var(--muted);
  }

  .why h2 {
    font-size: 20px;
    line-height: 28px;
  }

  .why p {
    max-inline-size: 44ch;
  }
`;
