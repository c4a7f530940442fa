import { css } from 'lit';

export const tellWaiter = css`
  form {
    display: grid;
    gap: 10px;
    padding: 12px 16px 14px;
    border-radius: var(--radius);
    background: var(--ground);
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-inline-end: -10px;
  }

  .phrases {
    display: grid;
    gap: 6px;
  }

  .phrases button {
    justify-content: start;
    padding-block: 6px;
    font-weight: 450;
    text-align: start;
    white-space: normal;
  }

  .write {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 8px;
  }

  [role="status"] span {
    display: flex;
    align-items: start;
    gap: 6px;
    overflow-wrap: anywhere;
  }

  [role="status"] svg {
    margin-block-start: 2px;
  }

  .sent {
    color: var(--good);
  }

  .refused {
    color: var(--end);
  }
`;
