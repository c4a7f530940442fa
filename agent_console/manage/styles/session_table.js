import { css } from 'lit';

export const sessionTable = css`
  :host {
    overflow-x: auto;
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  table {
    min-inline-size: 1080px;
  }

  thead th {
    padding-block: 10px;
    background: var(--surface);
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 20px;
  }

  .day th {
    padding: 14px 20px 6px;
    background: var(--surface);
    color: var(--ink);
    font-size: 15px;
  }

  .day th span {
    margin-inline-start: 8px;
    color: var(--muted);
    font-weight: 400;
  }

  .day:hover {
    background: none;
  }

  tr.session {
    position: relative;
  }

  tr.session td {
    padding-block: 9px;
    vertical-align: middle;
    white-space: nowrap;
  }

  tr.session a {
    color: var(--ink);
    font-weight: 600;
    text-decoration: none;
  }

  tr.session a::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  tr.session a:focus-visible {
    box-shadow: none;
  }

  tr.session a:focus-visible::after {
    border-radius: 6px;
    box-shadow: inset 0 0 0 3px var(--brand);
  }

  tr.session:hover a {
    color: var(--brand);
    text-decoration: underline;
  }

  tbody tr:last-child td {
    border-block-end: 0;
  }

  tbody + tbody .day th {
    border-block-start: 1px solid var(--line);
  }

  .wide {
    max-inline-size: 260px;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .long {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--warn);
    font-weight: 600;
  }

  .long svg,
  .chip svg {
    inline-size: 15px;
    block-size: 15px;
  }

  .chip + .chip {
    margin-inline-start: 6px;
  }

  .low {
    color: var(--end);
    font-weight: 600;
  }

  .notes {
    color: var(--muted);
    font-size: 14px;
  }

  .skeleton {
    block-size: 14px;
    margin-block: 5px;
  }

  [aria-busy='true'] tbody {
    opacity: 0.5;
  }
`;
