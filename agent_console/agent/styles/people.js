import { css } from 'lit';

export const people = css`
  dialog {
    inline-size: min(560px, calc(100vw - 48px));
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin: -8px -8px 8px 0;
  }

  .choice {
    display: flex;
  }

  .choice label {
    flex: 1;
    justify-content: center;
    white-space: nowrap;
  }

  .hint {
    margin-block: 10px;
  }

  [role="listbox"] {
    display: grid;
    max-block-size: 308px;
    margin: 8px -12px 0;
    overflow-y: auto;
  }

  [role="option"] {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding: 6px 12px;
    border-radius: 10px;
    cursor: pointer;
  }

  [role="option"] .small {
    display: block;
  }

  [role="option"][aria-selected="true"] {
    background: var(--brand-ground);
    box-shadow: inset 3px 0 0 var(--brand);
  }

  [role="option"][aria-disabled="true"] {
    color: var(--muted);
    cursor: default;
  }

  .badge {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 18px;
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  .available {
    background: var(--good-ground);
    color: var(--good);
  }

  .state {
    margin-inline-start: auto;
    white-space: nowrap;
  }

  .empty {
    padding-block: 20px;
    text-align: center;
  }

  .more {
    display: flex;
    align-items: center;
    gap: 16px;
    margin-block-start: 20px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }

  .more + .more {
    margin-block-start: 12px;
    padding-block-start: 12px;
  }

  .more button {
    flex: none;
    min-inline-size: 168px;
  }

  .more .hint {
    flex: 1;
    margin: 0;
  }

  .raised {
    border-color: var(--warn);
    background: var(--warn-ground);
    color: var(--warn);
  }
`;
