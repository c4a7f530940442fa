import { css } from 'lit';

export const managePage = css`
  :host {
    min-block-size: 100vh;
  }

  .skip {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    z-index: 3;
  }

  .skip:not(:focus) {
    clip-path: inset(50%);
  }

  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: stretch;
    gap: 32px;
    block-size: 56px;
    padding-inline: max(32px, calc((100% - 1760px) / 2 + 32px));
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }

  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    color: var(--ink);
    font-weight: 650;
    text-decoration: none;
  }

  .brand span {
    white-space: nowrap;
  }

  nav ul {
    display: flex;
    block-size: 100%;
    gap: 4px;
  }

  nav a {
    display: flex;
    align-items: center;
    block-size: 100%;
    padding-inline: 14px;
    border-block-end: 3px solid transparent;
    border-block-start: 3px solid transparent;
    color: var(--muted);
    font-weight: 550;
    text-decoration: none;
  }

  nav a:hover {
    color: var(--ink);
    background: var(--hover);
  }

  nav a[aria-current='page'] {
    border-block-end-color: var(--brand);
    color: var(--ink);
  }

  nav a:focus-visible,
  .brand:focus-visible {
    border-radius: 8px;
    box-shadow: inset 0 0 0 3px var(--brand);
  }

  .me {
    display: flex;
    align-items: center;
    margin-inline-start: auto;
  }

  [popover] {
    inset: 60px max(24px, calc((100% - 1760px) / 2 + 24px)) auto auto;
    inline-size: max-content;
    margin: 0;
    padding: 20px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
  }

  [popover]:popover-open {
    display: grid;
    gap: 16px;
  }

  bb-preferences {
    flex-direction: column;
  }

  main {
    max-inline-size: 1760px;
    margin-inline: auto;
    padding: 24px 32px 64px;
  }

  @media (max-width: 900px) {
    header {
      position: static;
      flex-wrap: wrap;
      gap: 0 16px;
      block-size: auto;
      padding-inline: 16px;
    }

    .brand,
    .me {
      min-block-size: 48px;
    }

    nav {
      order: 3;
      flex-basis: 100%;
      overflow-x: auto;
    }

    nav a {
      min-block-size: 44px;
      white-space: nowrap;
    }

    main {
      padding-inline: 16px;
    }
  }

  main:focus-visible {
    box-shadow: none;
  }

  .stop {
    max-inline-size: 560px;
    margin: 12vh auto 0;
  }

  .stop p {
    margin-block: 8px 20px;
  }
`;
