import { css } from 'lit';

/** Rows of a matter or a language with what is chosen for it. */
export const fitting = css`
  :is(.rows, .grid) {
    display: grid;
    gap: 8px;
  }

  .rows .field {
    display: grid;
    grid-template-columns: 1fr 12rem;
    align-items: center;
    gap: 16px;
  }

  .rows .field label {
    margin: 0;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 20px;
  }

  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 2.75rem;
  }

  .check input {
    width: 1.25rem;
    height: 1.25rem;
  }

  :is(.head, .line) {
    display: grid;
    grid-template-columns: 1fr repeat(3, 8.5rem);
    align-items: center;
    gap: 12px;
  }

  .wide :is(.head, .line) {
    grid-template-columns: 1fr repeat(3, 7.5rem) 14rem;
  }

  .head {
    align-items: end;
    color: var(--muted);
  }

  dialog:has(.grid) {
    width: min(60rem, 94vw);
  }

  dialog:has(.wide) {
    width: min(66rem, 94vw);
  }

  @media (width < 50rem) {
    .head {
      display: none;
    }

    :is(.line, .wide .line) {
      grid-template-columns: 1fr;
    }
  }
`;
