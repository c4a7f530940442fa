import { css } from 'lit';

export const chat = css`
  :host {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
  }

  .lines {
    display: flex;
    flex-direction: column;
    gap: 14px;
    padding: 16px;
    overflow-y: auto;
  }

  .lines:focus-visible {
    box-shadow: inset 0 0 0 3px var(--brand);
  }

  .empty {
    margin: auto;
    text-align: center;
  }

  .line {
    display: grid;
    justify-items: start;
    gap: 2px;
    max-inline-size: 88%;
  }

  .mine {
    justify-items: end;
    align-self: flex-end;
  }

  .words {
    padding: 8px 12px;
    border-radius: 12px 12px 12px 4px;
    background: var(--ground);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .mine .words {
    border-radius: 12px 12px 4px;
    background: var(--brand-ground);
  }

  form {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: end;
    gap: 8px;
    padding: 12px;
    border-block-start: 1px solid var(--line);
  }

  textarea {
    max-block-size: 168px;
    field-sizing: content;
  }

  form button {
    min-block-size: 44px;
    inline-size: 44px;
  }
`;
