import { css } from 'lit';

export const wrapUp = css`
  :host {
    display: grid;
    align-items: start;
    justify-items: center;
    min-block-size: 100%;
    padding: 9vh 24px 24px;
  }

  form {
    display: grid;
    gap: 24px;
    inline-size: min(720px, 100%);
    padding: 36px;
    border-radius: 16px;
  }

  header,
  footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
  }

  header {
    align-items: start;
  }

  h1 {
    font-size: 24px;
    line-height: 32px;
  }

  .time {
    display: grid;
    justify-items: end;
    gap: 8px;
  }

  .left {
    line-height: 32px;
    white-space: nowrap;
  }

  legend {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    inline-size: 100%;
    margin-block-end: 10px;
  }

  .outcomes {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 10px;
  }

  .outcome {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-block-size: 60px;
    padding: 8px 14px;
    border: 1px solid var(--field-line);
    border-radius: 10px;
    font-size: 15px;
    font-weight: 550;
    cursor: pointer;
  }

  .outcome:hover {
    background: var(--hover);
  }

  .outcome input {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }

  .outcome:has(:checked) {
    border-color: var(--brand);
    background: var(--brand-ground);
    box-shadow: inset 0 0 0 1px var(--brand);
  }

  .outcome:has(:focus-visible) {
    box-shadow: var(--focus);
  }

  .outcome kbd {
    min-inline-size: 24px;
    padding: 0 6px;
    border: 1px solid var(--field-line);
    border-radius: 6px;
    color: var(--muted);
    font: 600 13px/22px var(--font);
    text-align: center;
  }

`;
