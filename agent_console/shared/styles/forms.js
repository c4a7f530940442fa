/** Fields, their hints and faults, and rows of choices. */
import { css } from 'lit';

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
