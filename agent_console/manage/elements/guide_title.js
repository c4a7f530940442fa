import { html } from 'lit';

import { GuidePart, SHORT } from './guide_part.js';

/** What a guide is called. */
export class GuideTitle extends GuidePart {
  render() {
    return html`<section class="card">
      ${this.pair('', 'title', this.draft.title, (changed, typed) => this.edit({ title: changed }, typed), { most: SHORT })}
    </section>`;
  }
}
