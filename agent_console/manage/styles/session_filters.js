import { css } from 'lit';

export const sessionFilters = css`
  :host {
    display: grid;
    gap: 16px;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px 24px;
  }

  .dates {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .dates input {
    inline-size: 150px;
  }

  .narrow {
    display: grid;
    grid-template-columns: repeat(8, minmax(0, 1fr));
    gap: 12px;
  }

  @media (max-width: 1200px) {
    .narrow {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }

  @media (max-width: 700px) {
    .narrow {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .choice {
      flex-wrap: wrap;
    }
  }

  .field {
    gap: 4px;
  }

  .narrow label {
    color: var(--muted);
    font-weight: 550;
  }

  select {
    padding-inline: 10px 4px;
    text-overflow: ellipsis;
  }

  .set {
    border-color: var(--brand);
    background: var(--brand-ground);
    font-weight: 600;
  }
`;
