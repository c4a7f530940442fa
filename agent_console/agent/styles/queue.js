import { css } from 'lit';

export const queue = css`
  :host {
    display: grid;
    gap: 12px;
  }

  td .small {
    display: block;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }

  .skeleton {
    block-size: 96px;
  }
`;
