/** Tables of records. */
import { css } from 'lit';

export const tables = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  th {
    padding: 8px 12px;
    border-block-end: 1px solid var(--line);
    color: var(--muted);
    font-size: 14px;
    font-weight: 600;
    text-align: start;
    white-space: nowrap;
  }

  td {
    padding: 10px 12px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }

  .number {
    text-align: end;
  }

  tbody tr:hover {
    background: var(--hover);
  }
`;
