import { css } from 'lit';

export const note = css`
  :host {
    display: grid;
    grid-template-rows: auto 1fr auto auto;
    gap: 8px;
    padding: 16px;
  }
`;
