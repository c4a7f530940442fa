import { css } from 'lit';

export const signIn = css`
  :host {
    display: grid;
    grid-template-rows: auto 1fr;
    min-block-size: 100vh;
    padding: 24px;
    background: var(--ground);
  }

  .top {
    justify-self: end;
  }

  .card {
    align-self: start;
    justify-self: center;
    inline-size: min(420px, 100%);
    margin-block: 14vh 24px;
    padding: 36px;
    border-radius: 16px;
  }

  .card header {
    display: flex;
    align-items: center;
    gap: 16px;
    margin-block-end: 28px;
  }

  .stack {
    gap: 20px;
  }

  .main {
    min-block-size: 44px;
  }
`;
