import { css } from 'lit';

export const page = css`
  :host {
    block-size: 100%;
  }

  .loading {
    display: grid;
    place-items: center;
    block-size: 100vh;
  }

  .skeleton {
    inline-size: 420px;
    block-size: 320px;
    border-radius: 16px;
  }

  .message {
    display: grid;
    place-items: center;
    min-block-size: 100vh;
    padding: 24px;
  }

  .message .card {
    inline-size: min(520px, 100%);
    padding: 36px;
  }
`;
