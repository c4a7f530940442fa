import { css } from 'lit';

/** What is above the actions may be long; they, and what became of them, stay in sight. */
export const deskForm = css`
  dialog {
    scroll-padding-block-end: 96px;
  }

  .foot {
    position: sticky;
    inset-block-end: -28px;
    margin: 0 -28px -28px;
    padding: 12px 28px 20px;
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }

  .foot .actions {
    margin: 0;
  }
`;
