/** What buttons, forms, cards, tables and messages look like inside the elements of both staff pages. */
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

export const buttons = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 40px;
    padding: 0 16px;
    border: 1px solid var(--field-line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-weight: 550;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    user-select: none;
    transition: background-color 120ms, border-color 120ms;
  }

  button:hover,
  .button:hover {
    background: color-mix(in srgb, var(--ink) 6%, var(--surface));
  }

  button:active,
  .button:active {
    background: color-mix(in srgb, var(--ink) 12%, var(--surface));
  }

  button[aria-disabled="true"],
  button:disabled {
    border-color: var(--line);
    background: var(--ground);
    color: var(--muted);
    cursor: default;
  }

  .main {
    border-color: var(--brand);
    background: var(--brand);
    color: var(--on-brand);
  }

  .main:hover {
    background: color-mix(in srgb, var(--brand) 88%, var(--ink));
  }

  .main:active {
    background: color-mix(in srgb, var(--brand) 78%, var(--ink));
  }

  .end {
    border-color: var(--end);
    background: var(--end);
    color: var(--on-end);
  }

  .end:hover {
    background: color-mix(in srgb, var(--end) 88%, var(--ink));
  }

  .plain {
    border-color: transparent;
    background: transparent;
  }

  .plain:hover {
    background: var(--hover);
  }

  .plain:active {
    background: var(--press);
  }

  .link {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--brand);
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .link:hover,
  .link:active {
    background: none;
    text-decoration-thickness: 2px;
  }

  .icon {
    inline-size: 40px;
    padding: 0;
  }

  .large {
    min-block-size: 52px;
    padding: 0 28px;
    font-size: 17px;
  }

  kbd {
    min-inline-size: 22px;
    padding: 0 6px;
    border: 1px solid currentcolor;
    border-radius: 6px;
    font: 600 13px/20px var(--font);
    text-align: center;
  }
`;

export const forms = css`
  .field {
    display: grid;
    gap: 6px;
  }

  label,
  legend {
    padding: 0;
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
  }

  input:not([type="checkbox"], [type="radio"]),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 40px;
    padding: 8px 12px;
    border: 1px solid var(--field-line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
  }

  textarea {
    resize: none;
  }

  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  input[type="checkbox"],
  input[type="radio"] {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--brand);
  }

  [aria-invalid="true"] {
    border-color: var(--end) !important;
  }

  .hint {
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  .fault {
    display: flex;
    gap: 8px;
    color: var(--end);
    font-size: 14px;
    font-weight: 550;
    line-height: 20px;
  }

  .choice {
    display: inline-flex;
    padding: 3px;
    border: 1px solid var(--field-line);
    border-radius: 10px;
    background: var(--ground);
  }

  .choice label {
    display: flex;
    align-items: center;
    min-block-size: 32px;
    padding: 0 14px;
    border-radius: 7px;
    font-weight: 550;
    cursor: pointer;
  }

  .choice input {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }

  .choice label:has(:checked) {
    background: var(--brand);
    color: var(--on-brand);
  }

  .choice label:has(:focus-visible) {
    box-shadow: var(--focus);
  }
`;

export const cards = css`
  .card {
    padding: 24px;
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    padding: 0 10px;
    border-radius: 12px;
    background: var(--ground);
    font-size: 14px;
    font-weight: 550;
    line-height: 24px;
    white-space: nowrap;
  }

  .good {
    background: var(--good-ground);
    color: var(--good);
  }

  .warn {
    background: var(--warn-ground);
    color: var(--warn);
  }

  .bad {
    background: var(--end-ground);
    color: var(--end);
  }

  .count {
    min-inline-size: 22px;
    padding: 0 6px;
    border-radius: 11px;
    background: var(--brand);
    color: var(--on-brand);
    font-size: 14px;
    font-weight: 650;
    line-height: 22px;
    text-align: center;
  }

  .banner {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 12px 16px;
    border-radius: 10px;
    font-weight: 550;
  }

  .banner > :last-child:is(button) {
    margin-inline-start: auto;
  }

  .skeleton {
    border-radius: 8px;
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  dialog {
    inline-size: min(480px, calc(100vw - 48px));
    max-block-size: calc(100vh - 48px);
    padding: 28px;
    border: 0;
    border-radius: 16px;
    background: var(--surface);
    color: var(--ink);
    box-shadow: 0 16px 48px rgb(0 0 0 / 28%);
  }

  dialog::backdrop {
    background: rgb(10 18 25 / 55%);
  }

  dialog > h1 + * {
    margin-block-start: 12px;
  }

  dialog .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 12px;
    margin-block-start: 24px;
  }
`;

export const tables = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  th {
    padding: 8px 12px;
    border-block-end: 1px solid var(--line);
    color: var(--muted);
    font-size: 14px;
    font-weight: 600;
    text-align: start;
    white-space: nowrap;
  }

  td {
    padding: 10px 12px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }

  .number {
    text-align: end;
  }

  tbody tr:hover {
    background: var(--hover);
  }
`;

export const controls = [base, buttons, forms, cards];
