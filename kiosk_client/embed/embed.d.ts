/** What `embed.js` gives a page. */
interface Bangban {
  /**
   * Says where in a procedure the resident is; again, whenever that changes or something is refused. Codes only: no word of
   * what was typed.
   *
   * @param code the step's, such as `id-number`
   */
  step(code: string, about?: BangbanStep): void;
}

interface BangbanStep {
  /** Code of the service; by default `data-service` of the script. */
  service?: string;
  /** Which attempt at this step it is; 1 by default. */
  attempt?: number;
  /** Code of what the page last found wrong at this step. */
  error?: string;
}

interface Window {
  bangban?: Bangban;
}

interface HTMLScriptElement {
  /** The last place told, for what is loaded later. */
  bangbanPlace?: import('./messages.js').Place;
}
