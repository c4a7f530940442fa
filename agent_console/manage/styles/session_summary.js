import { css } from 'lit';

export const sessionSummary = css`
  .answer {
    font-size: 20px;
    line-height: 30px;
    font-variant-numeric: tabular-nums;
  }

  .answer b {
    font-weight: 700;
  }
`;
