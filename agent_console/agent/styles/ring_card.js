import { css } from 'lit';

export const ringCard = css`
  :host {
    display: grid;
    place-items: safe center;
    block-size: 100%;
    overflow-y: auto;
    padding: 24px;
  }

  .card {
    position: relative;
    inline-size: min(640px, 100%);
    margin-block-end: 6vh;
    padding: 36px;
    border-radius: 16px;
    box-shadow: 0 0 0 3px var(--brand), 0 16px 48px rgb(0 0 0 / 22%);
    overflow: hidden;
    animation: arrive 160ms ease-out;
  }

  @keyframes arrive {
    from {
      opacity: 0;
    }
  }

  .deadline {
    position: absolute;
    inset: 0 0 auto;
    block-size: 8px;
    background: var(--brand-ground);
  }

  .bar {
    block-size: 100%;
    background: var(--brand);
    transform-origin: left;
  }

  /* A colleague's question is told from a resident's call at a glance: outlined, not filled. */
  .invited .bell {
    background: var(--brand-ground);
    box-shadow: inset 0 0 0 2px var(--brand);
    color: var(--brand);
  }

  .card.invited {
    outline: 3px dashed var(--brand);
    outline-offset: -3px;
    box-shadow: 0 16px 48px rgb(0 0 0 / 22%);
  }

  .invited .deadline {
    margin: 3px 3px 0;
  }

  header {
    display: flex;
    align-items: center;
    gap: 16px;
  }

  .bell {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 28px;
    background: var(--brand);
    color: var(--on-brand);
  }

  .caller {
    flex: 1;
  }

  h1 {
    font-size: 24px;
    line-height: 32px;
  }

  .until {
    align-self: start;
    margin-inline-start: auto;
    text-align: end;
    white-space: nowrap;
  }

  .ticket {
    font-size: 32px;
    font-weight: 650;
    line-height: 36px;
  }

  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 12px 24px;
    margin-block: 28px;
    font-size: 17px;
    line-height: 24px;
  }

  dt {
    color: var(--muted);
  }

  dd {
    font-weight: 550;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
  }

  .accept {
    flex: 1 0 auto;
    min-block-size: 60px;
    font-size: 19px;
  }

  .accept ~ button {
    min-block-size: 60px;
  }

  bb-why {
    margin-block-start: 16px;
  }
`;
