import { css } from 'lit';

export const talks = css`
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 28px;
    margin-block-end: 8px;
  }

  td {
    vertical-align: middle;
  }

  td .small {
    display: block;
  }

  td .chip {
    display: flex;
    inline-size: max-content;
    margin-block-start: 4px;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }

  .join {
    text-align: end;
    white-space: nowrap;
  }

  .join button {
    display: inline-flex;
    min-block-size: 36px;
    margin-inline-start: 6px;
    padding: 0 12px;
  }

  .raised td {
    border-block-end-color: var(--warn);
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding-block: 24px;
    text-align: center;
  }
`;
