import { css } from 'lit';

export const insets = css`
  :host {
    position: absolute;
    inset: auto 16px 16px auto;
    display: flex;
    align-items: flex-end;
    gap: 12px;
    pointer-events: none;
  }

  :host([tall]) {
    flex-direction: column;
  }

  figure {
    position: relative;
    display: grid;
    place-items: center;
    border-radius: var(--radius);
    background: #101820;
    color: #e8eef2;
    box-shadow: 0 2px 16px rgb(0 0 0 / 30%);
    overflow: hidden;
  }

  .resident {
    inline-size: 224px;
    block-size: 168px;
  }

  .self {
    inline-size: 144px;
    block-size: 81px;
  }

  video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .mirror {
    transform: scaleX(-1);
  }

  figcaption {
    position: absolute;
    inset: auto auto 6px 6px;
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 0 8px;
    border-radius: 8px;
    background: rgb(16 24 32 / 80%);
    color: #e8eef2;
    font-size: 13px;
    line-height: 20px;
  }

  :host([left]) {
    inset-inline: 16px auto;
    flex-direction: row-reverse;
  }

  :host([tall][left]) {
    flex-direction: column;
    align-items: flex-start;
  }

  .notes {
    display: grid;
    justify-items: end;
    gap: 8px;
  }

  .chip {
    box-shadow: var(--shadow);
  }

  .chip:not(.warn) {
    background: var(--surface);
  }

  button {
    position: absolute;
    inset: 6px 6px auto auto;
    inline-size: 28px;
    min-block-size: 28px;
    border-color: transparent;
    background: rgb(16 24 32 / 80%);
    color: #e8eef2;
    pointer-events: auto;
  }

  button:hover,
  button:active {
    background: #101820;
  }
`;
