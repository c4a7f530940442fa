import { css } from 'lit';

export const sessionCourse = css`
  svg {
    inline-size: 100%;
    border-radius: 8px;
    overflow: hidden;
  }

  .edges {
    display: flex;
    justify-content: space-between;
    margin-block: 6px 14px;
    color: var(--muted);
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }

  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 28px;
  }

  li {
    display: flex;
    align-items: center;
    gap: 8px;
    font-variant-numeric: tabular-nums;
  }

  li svg {
    inline-size: 18px;
    block-size: 18px;
    border-radius: 5px;
  }

  b {
    font-weight: 650;
  }

  .waiting {
    fill: color-mix(in srgb, var(--muted) 38%, var(--surface));
  }

  .ringing {
    fill: color-mix(in srgb, var(--muted) 78%, var(--surface));
  }

  .connecting {
    fill: color-mix(in srgb, var(--brand) 45%, var(--surface));
  }

  .talking {
    fill: var(--brand);
  }

  .interrupted {
    fill: var(--end);
  }

  .wrap_up {
    fill: color-mix(in srgb, var(--brand) 22%, var(--surface));
  }

  .cut {
    stroke: var(--surface);
    stroke-width: 2;
  }
`;
