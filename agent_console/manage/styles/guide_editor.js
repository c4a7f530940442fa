import { css } from 'lit';

export const guideEditor = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }

  .back {
    display: inline-flex;
    align-items: center;
    justify-self: start;
    gap: 6px;
    min-block-size: 32px;
    border-radius: 6px;
    text-decoration: none;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }

  .beside {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(320px, 26%);
    align-items: start;
    gap: 16px;
  }

  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }

  bb-guide-preview {
    position: sticky;
    inset-block-start: 72px;
  }

  @media (width < 68rem) {
    .beside {
      grid-template-columns: minmax(0, 1fr);
    }

    bb-guide-preview {
      position: static;
    }
  }

  #history {
    inline-size: fit-content;
    margin-block-end: 12px;
    border-radius: 8px;
  }

  .foot {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: grid;
    gap: 12px;
    padding: 16px 24px;
    border: 1px solid var(--line);
  }

  .foot .fault ul {
    display: grid;
    gap: 4px;
    max-block-size: 30vh;
    overflow-y: auto;
  }

  .saving {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: 16px;
  }

  .saving .row {
    min-block-size: 40px;
  }

  .skeleton {
    block-size: 20px;
    margin: 16px 0;
  }

  @media (width < 50rem) {
    .foot {
      padding: 12px 16px;
    }

    .saving {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }

    .saving .row {
      justify-content: flex-end;
    }
  }
`;
