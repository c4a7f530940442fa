import { css } from 'lit';

export const banners = css`
  :host {
    position: absolute;
    inset: 12px 12px auto;
    z-index: 2;
    pointer-events: none;
  }

  div {
    display: grid;
    justify-items: center;
    gap: 8px;
  }

  .banner {
    max-inline-size: 720px;
    min-block-size: 48px;
    padding: 4px 8px 4px 16px;
    box-shadow: var(--shadow);
    pointer-events: auto;
  }

  .banner button {
    min-block-size: 36px;
    margin-inline-start: 8px;
  }

  .info {
    background: var(--surface);
  }
`;
