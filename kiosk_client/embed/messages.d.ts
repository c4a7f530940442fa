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
  /** Answered by `target`. With it comes a port to whoever paints the masks: see below. */
  | { type: 'capture' }
  /** A capture yields a frame only when something changes: something is to change. */
  | { type: 'refresh' }
  | { type: 'sharing'; seen: boolean }
  /** Where the step that is shown has its place on the page; null: nowhere. */
  | { type: 'anchor'; anchor: import('/web/messages.js').Anchor | null }
  | { type: 'guidance'; guidance: import('/web/messages.js').Guidance };

/** Left, top, right, bottom, in CSS pixels of the window. */
export type Sides = [number, number, number, number];

/** Of one element. What of it lies outside `clip` is not drawn. */
export interface Area {
  key: number;
  box: Sides;
  clip: Sides | null;
}

export interface PageState {
  width: number;
  height: number;
  /** Where the number is drawn. */
  stamp: Sides;
  /** If not, what is private may be anywhere. */
  certain: boolean;
  masked: Area[];
  /** All that may be seen, or null: all but what is masked. */
  shown: Area[] | null;
}

/** Once for every frame that the page draws. */
export interface MaskReport {
  type: 'report';
  /** Of the state of the page. */
  number: number;
  /** By the page's clock, in ms. */
  time: number;
  /** The newest picture that the painter had when this frame was begun. */
  got: number;
  /** Something may have moved without the page. */
  stirred: boolean;
  /** Where it is not the last one's. */
  state?: PageState;
}

/** Which elements are masked: a hash over their places and names in the page. */
export interface MaskSet {
  type: 'masks';
  hash: string;
  count: number;
  mode: 'deny-list' | 'allow-list';
}

export type ToPainter = MaskReport | MaskSet;

export type FromPainter =
  | { type: 'got'; frame: number }
  | { type: 'refresh' }
  | { type: 'stop' };
