/** A table for a spreadsheet. */

const BOM = '\uFEFF'; // Excel takes UTF-8 for the local code page without it, and Chinese becomes noise.

/**
 * A cell that begins like a formula would run as one when the file is opened.
 * @param {string | number | null | undefined} value
 */
function cell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** RFC 4180. @param {readonly (readonly (string | number | null | undefined)[])[]} rows */
export const toCsv = (rows) => BOM + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
