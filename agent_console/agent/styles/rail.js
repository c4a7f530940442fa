import { css } from 'lit';

export const rail = css`
  :host {
    inline-size: 72px;
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
  }

  nav {
    display: flex;
    flex-direction: column;
    gap: 4px;
    block-size: 100%;
    padding: 8px 1px;
  }

  .gap {
    flex: 1;
  }

  .tile {
    flex-direction: column;
    gap: 4px;
    inline-size: 100%;
    padding: 8px 0;
    border-radius: 10px;
    font-size: 14px;
    font-weight: 550;
    line-height: 18px;
    white-space: normal;
  }

  .word {
    max-inline-size: 100%;
    font-size: 13px;
    letter-spacing: -0.2px;
    overflow-wrap: anywhere;
    text-align: center;
  }

  .badge {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 20px;
    background: var(--ground);
    color: var(--ink);
  }

  .badge.number {
    font-size: 20px;
    font-weight: 650;
  }

  .available .badge {
    background: var(--good-ground);
    color: var(--good);
  }

  :is(.ringing, .in_session) .badge {
    background: var(--brand);
    color: var(--on-brand);
  }

  :is(.break, .wrap_up) .badge {
    background: var(--warn-ground);
    color: var(--warn);
  }

  .not_responding .badge {
    background: var(--end-ground);
    color: var(--end);
  }

  .next {
    padding: 2px 4px;
    border-radius: 6px;
    background: var(--warn-ground);
    color: var(--warn);
    text-align: center;
  }

  [popover] {
    inset: 12px auto auto 80px;
    inline-size: 280px;
    max-block-size: calc(100vh - 24px);
    margin: 0;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    box-shadow: 0 12px 36px rgb(0 0 0 / 22%);
    overflow: auto;
  }

  .wide {
    inline-size: 440px;
    padding: 20px;
  }

  .wide h2 {
    margin-block-end: 12px;
  }

  .low {
    inset: auto auto 12px 80px;
    min-inline-size: 320px;
    inline-size: max-content;
    padding: 20px;
  }

  .low:popover-open {
    display: grid;
  }

  .low:not(:popover-open) {
    display: none;
  }
`;
