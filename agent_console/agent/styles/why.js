import { css } from 'lit';

export const why = css`
  #answer {
    display: grid;
    gap: 8px;
    margin-block-start: 8px;
    padding: 12px 14px;
    border-radius: 10px;
    background: var(--ground);
    font-size: 14px;
    line-height: 20px;
  }

  h2 {
    margin-block: 4px 0;
    font-size: 14px;
    font-weight: 650;
  }

  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 4px 14px;
  }

  dt {
    color: var(--muted);
    text-align: end;
  }

  .others {
    display: grid;
    gap: 4px;
    color: var(--muted);
  }

  .fault {
    display: flex;
    gap: 8px;
  }
`;
