import { css } from 'lit';

export const shownStep = css`
  :host {
    display: grid;
    gap: 10px;
  }

  [role='status'] {
    display: grid;
    gap: 2px;
  }

  .what {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--brand);
    font-size: 14px;
    font-weight: 650;
  }

  .ways {
    display: flex;
    gap: 6px;
  }

  button {
    flex: 1 1 auto;
    gap: 6px;
    padding-inline: 8px;
  }
`;
