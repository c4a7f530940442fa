import { css } from 'lit';

export const ownPart = css`
  .choice label {
    white-space: nowrap;
  }
`;
