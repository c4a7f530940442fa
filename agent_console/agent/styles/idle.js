import { css } from 'lit';

export const idle = css`
  :host {
    display: grid;
    align-content: start;
    gap: 28px;
    inline-size: min(640px, 100% - 48px);
    margin: 14vh auto 24px;
  }

  :host([wide]) {
    inline-size: min(960px, 100% - 48px);
    margin-block-start: 8vh;
  }

  .me {
    display: flex;
    align-items: center;
    gap: 20px;
  }

  .badge {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 72px;
    block-size: 72px;
    border-radius: 36px;
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  .available .badge {
    background: var(--good-ground);
    color: var(--good);
  }

  .break .badge {
    background: var(--warn-ground);
    color: var(--warn);
  }

  .not_responding .badge {
    background: var(--end-ground);
    color: var(--end);
  }

  .words {
    flex: 1;
  }

  h1 {
    font-size: 26px;
    line-height: 36px;
  }

  .since {
    align-self: start;
    color: var(--muted);
    font-size: 20px;
    line-height: 36px;
    white-space: nowrap;
  }

  .words .chip {
    margin-block-start: 8px;
  }

  .back {
    justify-self: start;
    margin-inline-start: 92px;
  }

  section h2 {
    margin-block-end: 12px;
  }
`;
