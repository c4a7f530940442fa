import { css } from 'lit';

export const tools = css`
  :host {
    position: absolute;
    inset: auto auto 12px 12px;
    z-index: 1;
  }

  .tools {
    display: flex;
    gap: 4px;
    padding: 4px;
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  button[aria-pressed="true"] {
    background: var(--brand);
    color: var(--on-brand);
  }
`;
