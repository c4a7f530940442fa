import { css } from 'lit';

export const dialogs = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(520px, calc(100vw - 48px));
  }

  dialog.wide,
  :host([wide]) dialog {
    inline-size: min(760px, calc(100vw - 48px));
  }

  dialog .actions {
    margin-block-start: 8px;
  }

  .code {
    font-size: 24px !important;
    font-weight: 650;
    letter-spacing: 0.08em;
    text-transform: uppercase;
  }

  .secret {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 16px 20px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--ground);
  }

  .secret output {
    font: 600 20px/28px ui-monospace, "Noto Sans Mono", monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }

  .found {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 6px 20px;
    padding: 16px 20px;
    border-radius: 10px;
    background: var(--ground);
    font-variant-numeric: tabular-nums;
  }

  .found dt {
    color: var(--muted);
  }

  .spread {
    justify-content: space-between;
  }
`;
