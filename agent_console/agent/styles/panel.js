import { css } from 'lit';

export const panel = css`
  :host {
    display: grid;
    grid-template-rows: 48px minmax(0, 1fr);
    inline-size: 320px;
    border-inline-start: 1px solid var(--line);
    background: var(--surface);
  }

  [role='tablist'] {
    display: flex;
    border-block-end: 1px solid var(--line);
  }

  [role='tab'] {
    flex: 1;
    min-block-size: 47px;
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
    color: var(--muted);
  }

  [role='tab'][aria-selected='true'] {
    border-block-end-color: var(--brand);
    color: var(--ink);
  }

  [role='tab']:focus-visible {
    box-shadow: inset 0 0 0 3px var(--brand);
  }

  [role='tabpanel'] {
    min-block-size: 0;
  }

  bb-chat,
  bb-context,
  bb-guide,
  bb-note {
    block-size: 100%;
  }
`;
