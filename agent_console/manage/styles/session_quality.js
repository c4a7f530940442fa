import { css } from 'lit';

export const sessionQuality = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    margin-block-end: 12px;
    font-size: 14px;
  }

  .legend li {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .legend svg {
    inline-size: 28px;
    block-size: 8px;
  }

  line {
    stroke-width: 2.5;
  }

  .agent {
    stroke: var(--brand);
  }

  .kiosk {
    stroke: var(--ink);
    stroke-dasharray: 2 4;
    stroke-linecap: round;
  }

  .charts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 20px 28px;
  }

  @media (max-width: 700px) {
    .charts {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  details {
    margin-block-start: 20px;
  }

  summary {
    display: inline-block;
    min-block-size: 24px;
    color: var(--brand);
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }

  .table {
    max-block-size: 420px;
    margin-block-start: 12px;
    overflow: auto;
  }

  th {
    position: sticky;
    inset-block-start: 0;
    padding: 4px 10px;
    background: var(--surface);
    white-space: normal;
  }

  td {
    padding: 4px 10px;
  }
`;
