import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '/staff/text.js';

import { replaced } from '../catalogue.js';
import { anchorCodes, blankAnchor, EDGES, MOST, withoutAnchor, written } from '../guide_draft.js';
import { anchorOf } from '../guide_words.js';
import { GuidePart, SHORT } from './guide_part.js';

/** @typedef {import('../guide_draft.js').AnchorDraft} AnchorDraft */

/** Where on the page the steps are; one place is open at a time. */
export class GuideAnchors extends GuidePart {
  static properties = { opened: { state: true } };

  constructor() {
    super();
    /** @type {string | null} The key of an anchor. */
    this.opened = null;
  }

  render() {
    const { anchors } = this.draft;
    return html`<section class="card" aria-labelledby="anchors">
      <h2 id="anchors">${this.t('guide.anchors')}</h2>
      <p class="hint">${this.t(anchors.length ? 'guide.anchors.hint' : 'guide.anchors.none')}</p>
      <ul class="entries" role="list">
        ${repeat(anchors, ({ key }) => key, (anchor) => html`<li>${this.#anchor(anchor)}</li>`)}
      </ul>
      ${this.adder('anchors', this.t('guide.anchors.add'), anchors.length, MOST.anchors, () => this.#add())}
    </section>`;
  }

  /** @param {AnchorDraft} anchor */
  #anchor(anchor) {
    const { key } = anchor;
    const open = key === this.opened;
    const code = anchorCodes(this.draft).get(key) ?? '';
    const found = written({ ...this.draft, steps: [], anchors: [anchor] }).anchors;
    const name = anchor.code || code || this.t('guide.anchors.new');
    return this.entry({
      key,
      name,
      open,
      about: anchorOf(Object.values(found)[0] ?? {}, text) || '—',
      toggle: () => (this.opened = open ? null : key),
      order: this.away('anchors', name, this.draft.anchors, anchor, () => this.edit(withoutAnchor(this.draft, key))),
      inside: () => this.#fields(anchor, code),
    });
  }

  /** @param {AnchorDraft} anchor @param {string} suggested */
  #fields(anchor, suggested) {
    const { key, code, selector, role, name, edges } = anchor;
    const keep = (/** @type {Partial<AnchorDraft>} */ changes, /** @type {string} */ typed) =>
      this.edit({ anchors: replaced(this.draft.anchors, { ...anchor, ...changes }) }, typed);
    return html`
      ${this.fault(key)}
      <div class="two">
        ${this.text(key, 'code', code, (typed, id) => keep({ code: typed }, id), {
          label: this.t('guide.anchor.code'),
          placeholder: code ? '' : suggested,
        })}
        ${this.text(key, 'selector', selector, (typed, id) => keep({ selector: typed }, id), {
          maxlength: 300,
          placeholder: '#id-number',
        })}
      </div>
      <div class="three">
        ${this.text(key, 'role', role, (typed, id) => keep({ role: typed }, id), { maxlength: 32, placeholder: 'button' })}
        <div class="names">${this.pair(key, 'name', name, (changed, typed) => keep({ name: changed }, typed), { most: SHORT })}</div>
      </div>
      <fieldset class="papers">
        <legend>${this.t('guide.field.rectangle')}</legend>
        ${this.fault(`${key}.rectangle`)}
        <div class="edges">
          ${EDGES.map((edge) =>
            this.text(`${key}.rectangle`, edge, edges[edge], (typed, id) => keep({ edges: { ...edges, [edge]: typed } }, id), {
              maxlength: 20,
            }),
          )}
        </div>
      </fieldset>
    `;
  }

  #add() {
    const anchor = blankAnchor();
    this.edit({ anchors: [...this.draft.anchors, anchor] });
    this.opened = anchor.key;
    void this.focusOn(`${anchor.key}.code`);
  }

  /** Its fields come into sight. @param {string | null} member */
  open(member) {
    this.opened = member;
  }

  /** @param {string} field */
  memberOf(field) {
    return this.draft.anchors.find(({ key }) => field === key || field.startsWith(`${key}.`))?.key ?? null;
  }
}
