/** Buttons, and links that look like them. */
import { css } from 'lit';

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
