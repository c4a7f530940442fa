import { html } from 'lit';

import { clockTime } from '../format.js';
import { KioskElement } from './kiosk_element.js';

/** For whoever installs the machine: the code, where to enter it, and what happens then. */
export class EnrolmentScreen extends KioskElement {
  render() {
    const { code, expires_at } = this.state.enrolment ?? { code: null, expires_at: 0 };
    return html`<main tabindex="-1" class="screen plain">
      <div class="content">
        <h1>${this.t('enrolment.title')}</h1>
        ${code === null
          ? html`<p class="large" role="status">${this.t('enrolment.offline')}</p>`
          : html`<p class="large">${this.t('enrolment.what')}</p>
              <dl class="enrolment">
                <dt>${this.t('enrolment.where')}</dt>
                <dd class="address" translate="no">${location.origin}/manage/</dd>
                <dt>${this.t('enrolment.code')}</dt>
                <dd class="code" translate="no">${code}</dd>
              </dl>
              <p class="muted">${this.t('enrolment.until', { time: clockTime(expires_at, this.language) })}</p>
              <p class="muted">${this.t('enrolment.waiting')}</p>`}
      </div>
    </main>`;
  }
}
