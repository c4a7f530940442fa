/** Element Capture (W3C draft; Chromium 132): TypeScript does not know it yet. */
declare class RestrictionTarget {
  private constructor();
  static fromElement(element: Element): Promise<RestrictionTarget>;
}

interface MediaStreamTrack {
  restrictTo?(target: RestrictionTarget): Promise<void>;
}
