import { StaffElement } from '/staff/elements/staff_element.js';
import { Clock } from '../clock.js';

/** An element that shows the console's state. What its user wants it asks for; it changes nothing by itself. */
export class ConsoleElement extends StaffElement {
  static properties = { state: { attribute: false }, now: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state.js').ConsoleState} */
    this.state = /** @type {any} */ (null);
    /** The server's clock, ms. */
    this.now = () => Date.now();
  }

  /**
   * @param {string} what the name of an act of the desk
   * @param {object} [more] what it needs to know
   */
  ask(what, more = {}) {
    this.emit('ask', { what, ...more });
  }
}

/** One that shows a running time. */
export class RunningElement extends ConsoleElement {
  constructor() {
    super();
    new Clock(this, () => this.now());
  }
}
