import { css } from 'lit';

export const guideStepStyle = css`
  .number {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: var(--ground);
    font-weight: 650;
  }

  .more {
    display: grid;
    gap: 8px;
    padding: 2px 8px 16px 46px;
  }

  .more :is(h3, dt) {
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  .more dl {
    display: grid;
    gap: 2px;
  }

  .more dd + dt {
    margin-block-start: 6px;
  }
`;
