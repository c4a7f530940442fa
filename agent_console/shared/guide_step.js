/** What is read of a guide's step by those who help, on the console and where guides are written. */
import { html, nothing } from 'lit';

import { text } from './text.js';

/** @typedef {{'zh-CN': string, en: string}} Said */
/** @typedef {{instruction: Said, papers: readonly Said[], mistakes: readonly {sign: Said, remedy: Said}[]}} Step */

/** @param {Step} step @param {keyof Said} [language] */
export const guideStep = ({ instruction, papers, mistakes }, language = text.language) => html`<div class="more">
  <p>${instruction[language]}</p>
  ${papers.length
    ? html`<h3>${text.t('guide_step.papers', {}, language)}</h3>
        <ul class="lines">${papers.map((paper) => html`<li>${paper[language]}</li>`)}</ul>`
    : nothing}
  ${mistakes.length
    ? html`<h3>${text.t('guide_step.mistakes', {}, language)}</h3>
        <dl>${mistakes.map(({ sign, remedy }) => html`<dt>${sign[language]}</dt><dd>${remedy[language]}</dd>`)}</dl>`
    : nothing}
</div>`;
