import { css } from 'lit';

export const picture = css`
  :host {
    isolation: isolate;
    overflow: hidden;
  }

  .frame {
    position: absolute;
    inset: 0;
    touch-action: none;
  }

  .frame:focus-visible {
    box-shadow: inset 0 0 0 3px var(--brand);
    z-index: 1;
  }

  video {
    position: absolute;
    inset: 0 auto auto 0;
    transform-origin: 0 0;
    object-fit: fill;
    pointer-events: none;
  }

  :host(.movable) .frame {
    cursor: grab;
  }

  :host(.movable) .frame:active {
    cursor: grabbing;
  }
`;
