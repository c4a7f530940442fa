import { css } from 'lit';

export const notice = css`
  .banner p {
    flex: 1;
  }

  .empty {
    padding: 56px 24px;
    text-align: center;
  }

  .empty p {
    max-inline-size: 44em;
    margin: 8px auto 20px;
    color: var(--muted);
  }
`;
