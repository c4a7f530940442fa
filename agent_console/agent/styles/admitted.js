import { css } from 'lit';

export const admitted = css`
  .who {
    padding-block-end: 8px;
  }

  dl {
    margin: 0;
    padding: 0 12px 12px;
  }

  dd {
    margin: 0;
  }

  .code {
    margin-block-end: 6px;
    color: var(--brand);
    font-size: 32px;
    font-weight: 700;
    line-height: 40px;
    white-space: nowrap;
  }

  .where {
    margin-block-end: 6px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;
