import { css } from 'lit';

/** The lists of an administrator. */
export const directory = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }

  .list {
    padding: 8px 0;
    overflow-x: auto;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 24px;
  }

  td {
    vertical-align: middle;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 24px;
    text-align: end;
    white-space: nowrap;
  }

  td:last-child:has(button) {
    padding-inline-end: 12px;
  }

  tbody tr:last-child > * {
    border-block-end: 0;
  }

  td button {
    min-block-size: 36px;
    padding-inline: 12px;
  }

  td .plain {
    color: var(--brand);
  }

  td .end {
    border-color: transparent;
    background: transparent;
    color: var(--end);
  }

  td .end:hover {
    background: var(--end-ground);
  }

  .off td:not(:last-child) {
    color: var(--muted);
  }

  b {
    font-weight: 600;
  }

  .skeleton {
    block-size: 20px;
    margin: 16px 24px;
  }
`;
