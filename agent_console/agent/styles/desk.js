import { css } from 'lit';

export const desk = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100vh;
    overflow: hidden;
  }

  .columns {
    position: relative;
    display: grid;
    flex: 1;
    grid-template-columns: 72px minmax(0, 1fr) auto;
    min-block-size: 0;
  }

  main {
    position: relative;
    min-inline-size: 0;
    overflow: auto;
  }

  main:has(bb-call) {
    overflow: hidden;
  }

  bb-panel {
    block-size: 100%;
  }

  aside {
    min-block-size: 0;
  }

  .waiting {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 20px;
    block-size: 100%;
  }

  .waiting .skeleton {
    inline-size: min(640px, 80%);
    block-size: 280px;
    border-radius: 16px;
  }

  .narrow {
    display: none;
    border-radius: 0;
  }

  @media (max-width: 1099px) {
    .narrow {
      display: flex;
    }

    /* Between the call's lines, so that everything in them stays within reach. */
    main:has(bb-call) + aside {
      position: absolute;
      inset: 48px 0 64px auto;
    }

    main:has(bb-call):has(+ aside) {
      --beside-picture: 320px;
    }
  }
`;
