import { css } from 'lit';

export const sites = css`
  .desk {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 24px 40px;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .desk header {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
  }

  .desk h2,
  .top h2 {
    font-size: 17px;
    line-height: 24px;
  }

  .desk h3 {
    margin-block-end: 8px;
    color: var(--muted);
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
  }

  .desk header p {
    font-variant-numeric: tabular-nums;
  }

  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 20px;
    font-variant-numeric: tabular-nums;
  }

  ul.services li + li {
    margin-block-start: 4px;
  }

  .desk div > h3:not(:first-child) {
    margin-block-start: 20px;
  }

  @media (max-width: 1000px) {
    .desk {
      grid-template-columns: minmax(0, 1fr);
    }

    .desk header {
      display: grid;
    }
  }
`;
