/** Which class an element name stands for, for the type checker. */
interface HTMLElementTagNameMap {
  'bb-call': import('./call.js').Call;
  'bb-confirm': import('./confirm.js').Confirm;
  'bb-people': import('./people.js').People;
  'bb-panel': import('./panel.js').Panel;
  'bb-rail': import('./rail.js').Rail;
  'bb-sheet': import('./sheet.js').Sheet;
  'bb-tickets': import('./tickets.js').TicketList;
  'bb-wrap-up': import('./wrap_up.js').WrapUp;
}
