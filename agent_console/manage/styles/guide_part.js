import { css } from 'lit';

/** Beside what catalogues have: long texts, and fields that belong together. */
export const guidePart = css`
  .card {
    display: grid;
    gap: 16px;
  }

  h2 + .hint {
    margin-block-start: -12px;
  }

  .three {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    align-items: start;
    gap: 12px;
  }

  .names {
    grid-column: span 2;
  }

  .edges {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    align-items: start;
    gap: 12px;
  }

  textarea {
    field-sizing: content;
    min-block-size: 40px;
  }

  input[readonly],
  textarea[readonly],
  select:disabled {
    border-color: var(--line);
    background: var(--ground);
    color: var(--ink);
    opacity: 1;
  }

  /* Above and below something is always in sight. */
  :is(input, select, textarea, button, .fault) {
    scroll-margin-block: 80px 160px;
  }

  .mistake {
    padding-block: 12px;
    border-block-start: 1px solid var(--line);
  }

  .mistake .stack {
    gap: 12px;
  }

  .mistake .field:not(.two *) {
    max-inline-size: 360px;
  }

  @media (width < 50rem) {
    .card {
      padding: 16px;
    }

    .three,
    .edges {
      grid-template-columns: minmax(0, 1fr);
    }

    .names {
      grid-column: auto;
    }
  }
`;
