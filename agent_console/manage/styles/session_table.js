import { css } from 'lit';

export const sessionTable = css`
  :host {
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  @media (max-width: 1180px) {
    :host {
      overflow-x: auto;
    }

    table {
      min-inline-size: 1080px;
    }
  }

  /* A sticky cell leaves its collapsed border behind; the line is a shadow. */
  thead th {
    position: sticky;
    inset-block-start: 56px;
    z-index: 1;
    padding-block: 10px;
    border-block-end: 0;
    background: var(--surface);
    box-shadow: inset 0 -1px var(--line);
  }

  thead th:first-child {
    border-start-start-radius: var(--radius);
  }

  thead th:last-child {
    border-start-end-radius: var(--radius);
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

  td.where,
  td.service {
    inline-size: 24%;
    max-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  td.service {
    inline-size: 17%;
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

  .low {
    color: var(--end);
    font-weight: 600;
  }

  tr.session td.notes {
    min-inline-size: 124px;
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
    white-space: normal;
  }

  .skeleton {
    block-size: 14px;
    margin-block: 5px;
  }

  [aria-busy='true'] tbody {
    opacity: 0.5;
  }
`;
