import { css } from 'lit';

export const sessions = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }

  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 8px 32px;
    min-block-size: 64px;
  }

  .summary .skeleton {
    inline-size: 520px;
    block-size: 24px;
  }

  .more {
    justify-self: center;
  }
`;
