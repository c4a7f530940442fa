import { css } from 'lit';

export const ownPart = css`
  :host {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .choice label {
    white-space: nowrap;
  }

  button {
    padding-inline: 12px;
  }
`;
