import { css } from 'lit';

export const consent = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
