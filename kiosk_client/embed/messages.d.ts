/** What a page and the help in its frame say to each other, over a port that only these two have. */

/** Where in a procedure the resident is, by codes. */
export interface Place {
  service: string;
  step: string;
  attempt: number;
  error: string | null;
}

/** In CSS pixels of the page's window. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type ToFrame =
  | { type: 'window'; width: number; height: number; language: 'zh-CN' | 'en' }
  | { type: 'place'; place: Place }
  /** null: this browser cannot restrict what it captures to the page alone. */
  | { type: 'target'; target: RestrictionTarget | null }
  | { type: 'guidance'; guidance: import('/web/messages.js').Guidance };

/** `button` and `card` stand in the corner, `panel` at an edge that the page leaves free, `full` covers the page. */
export type Position = 'hidden' | 'button' | 'card' | 'panel' | 'full';

export type ToPage =
  | { type: 'layout'; position: Position; width: number; height: number }
  /** Answered by `target`. */
  | { type: 'capture' }
  /** A capture yields a frame only when something changes: something is to change. */
  | { type: 'refresh' }
  | { type: 'sharing'; seen: boolean }
  /** Where the step that is shown has its place on the page; null: nowhere. */
  | { type: 'anchor'; anchor: import('/web/messages.js').Anchor | null }
  | { type: 'guidance'; guidance: import('/web/messages.js').Guidance };
