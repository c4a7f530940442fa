import { css } from 'lit';

export const preferences = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
  }

  legend {
    float: inline-start;
  }
`;
