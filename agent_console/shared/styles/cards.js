/** Cards, chips, banners and dialogs. */
import { css } from 'lit';

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
