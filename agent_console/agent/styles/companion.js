import { css } from 'lit';

export const companion = css`
  :host {
    inline-size: 224px;
    pointer-events: auto;
  }

  section {
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: 0 2px 16px rgb(0 0 0 / 30%);
    overflow: hidden;
  }

  video {
    display: block;
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    background: #101820;
    object-fit: cover;
  }

  .who {
    display: flex;
    align-items: start;
    gap: 10px;
    padding: 10px 12px;
    line-height: 20px;
  }

  .initial {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 20px;
    background: var(--brand-ground);
    color: var(--brand);
    font-size: 18px;
    font-weight: 650;
  }

  .part {
    display: flex;
    align-items: center;
    gap: 4px;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 0 12px 12px;
  }

  button {
    min-block-size: 32px;
    padding: 0 10px;
  }
`;
