import { css } from 'lit';

export const ticketRecords = css`
  th:last-child,
  td:last-child {
    text-align: start;
  }

  td:first-child {
    padding-inline-start: 12px;
  }

  td .plain {
    gap: 8px;
    color: var(--ink);
    font-weight: 450;
  }

  td .plain b {
    color: var(--brand);
  }

  .course:hover,
  .course td {
    background: var(--ground);
  }

  .course td {
    padding: 12px 24px;
    white-space: normal;
  }

  .course ol {
    display: grid;
    gap: 6px;
  }

  .course time {
    margin-inline-end: 12px;
  }

  .more {
    justify-self: center;
  }
`;
