/** What holds in every element of the staff pages. */
import { css } from 'lit';

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
    color: var(--ink);
    font: 15px/1.5 var(--font);
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  h1 {
    font-size: 20px;
    font-weight: 650;
    line-height: 28px;
    text-wrap: balance;
  }

  h2 {
    font-size: 15px;
    font-weight: 650;
    line-height: 22px;
  }

  ul,
  ol {
    list-style: none;
  }

  a {
    color: var(--brand);
    text-underline-offset: 3px;
  }

  :focus-visible {
    outline: none;
    box-shadow: var(--focus);
  }

  svg {
    display: block;
    flex: none;
  }

  .muted {
    color: var(--muted);
  }

  .small {
    font-size: 14px;
    line-height: 20px;
  }

  /* A code that no catalogue names. */
  code {
    color: var(--muted);
    font: inherit;
    font-weight: 400;
  }

  .figures {
    font-variant-numeric: tabular-nums;
  }

  .quiet {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .stack {
    display: grid;
    gap: 16px;
  }

  /* A list whose lines are short. */
  .lines {
    display: grid;
    gap: 6px;
  }

  .lines li {
    padding-inline-start: 16px;
    text-indent: -16px;
  }

  .lines li::before {
    content: '–';
    display: inline-block;
    inline-size: 16px;
    text-indent: 0;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
