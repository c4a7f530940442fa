import { css } from 'lit';

export const deviceCheck = css`
  :host {
    display: grid;
    align-items: start;
    justify-items: center;
    min-block-size: 100%;
    padding: 9vh 24px 24px;
  }

  .card {
    display: grid;
    gap: 28px;
    inline-size: min(820px, 100%);
    padding: 36px;
    border-radius: 16px;
  }

  header {
    display: grid;
    gap: 6px;
  }

  h1 {
    font-size: 24px;
    line-height: 32px;
  }

  h2 {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .permission li {
    display: flex;
    align-items: center;
    gap: 16px;
    font-size: 17px;
  }

  .permission span {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 18px;
    background: var(--brand-ground);
    color: var(--brand);
    font-weight: 650;
  }

  .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
    gap: 32px;
  }

  .picture {
    display: grid;
    align-content: start;
    gap: 12px;
  }

  video,
  .picture .blank {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    border-radius: var(--radius);
    background: var(--ground);
    object-fit: cover;
  }

  video {
    transform: scaleX(-1);
  }

  .blank {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 12px;
    padding: 16px 32px;
    border-radius: var(--radius);
    background: var(--ground);
    text-align: center;
  }

  .blank.low {
    flex-direction: row;
    inline-size: 100%;
    padding: 12px;
    text-align: start;
  }

  .sound {
    align-content: start;
    gap: 28px;
  }

  .close {
    justify-items: start;
    gap: 10px;
  }

  .close .field {
    inline-size: 100%;
  }

  .meter {
    inline-size: 100%;
    block-size: 12px;
    border-radius: 6px;
    background: var(--ground);
    overflow: hidden;
  }

  .level {
    block-size: 100%;
    background: var(--good);
    transform: scaleX(0);
    transform-origin: left;
  }

  .hint {
    min-block-size: 20px;
    color: var(--muted);
    font-size: 14px;
  }
`;
