import { css } from 'lit';

export const callBar = css`
  :host {
    display: flex;
    align-items: center;
    gap: 12px;
    block-size: 64px;
    padding-inline: 12px;
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }

  .group {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .last {
    margin-inline-start: auto;
  }

  button {
    padding-inline: 12px;
  }

  .icon {
    padding: 0;
  }

  .percent {
    min-inline-size: 64px;
    padding-inline: 4px;
  }

  .off {
    border-color: var(--warn);
    background: var(--warn-ground);
    color: var(--warn);
  }

  .off:hover {
    background: color-mix(in srgb, var(--warn) 16%, var(--warn-ground));
  }

  .plain[aria-pressed='true'] {
    background: var(--brand-ground);
  }

  [inert] {
    opacity: 45%;
  }

  @media (max-width: 1599px) {
    :host([crowded]) kbd {
      display: none;
    }
  }

  @media (max-width: 1099px) {
    :host,
    .group {
      gap: 4px;
    }

    button {
      padding-inline: 6px;
    }

    kbd {
      display: none;
    }
  }
`;
