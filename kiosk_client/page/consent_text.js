/**
 * Version of what the consent card says (the texts `consent.*`), recorded with every answer. A test holds the texts to it:
 * who changes a word gives it a new version.
 */
export const CONSENT_TEXT_VERSION = '1';
