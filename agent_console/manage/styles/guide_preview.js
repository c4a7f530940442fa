import { css } from 'lit';

export const guidePreview = css`
  .card {
    display: grid;
    gap: 12px;
    max-block-size: calc(100vh - 208px);
    padding: 20px;
    overflow-y: auto;
  }

  @media (width < 68rem) {
    .card {
      max-block-size: none;
    }
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }

  .card > h3 {
    margin-block-start: 4px;
    color: var(--muted);
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
  }

  /* Kiosks are light whatever this page is. */
  .kiosk {
    --ink: #14202b;
    --muted: #44525e;
    --brand: #0b5563;

    display: grid;
    gap: 8px;
    padding: 20px;
    border: 3px solid var(--brand);
    border-radius: 14px;
    background: #ffffff;
    color: var(--ink);
    overflow-wrap: anywhere;
  }

  .which {
    color: var(--brand);
    font-size: 16px;
    font-weight: 700;
  }

  .title {
    font-size: 20px;
    font-weight: 600;
    line-height: 28px;
  }

  .large {
    font-size: 32px;
    font-weight: 700;
    line-height: 1.3;
    text-wrap: balance;
  }

  .large[data-long] {
    font-size: 20px;
  }

  .aloud {
    display: flex;
    gap: 8px;
    color: var(--muted);
    font-size: 14px;
    line-height: 20px;
  }

  .console {
    border: 1px solid var(--line);
    border-radius: 14px;
    overflow-wrap: anywhere;
  }

  .step {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 10px 8px 6px;
  }
`;
