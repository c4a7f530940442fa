/**
 * Bangban's video help in a page of somebody else: see EMBED.md. Plain old script, so that a browser of any age can read it
 * and say in one line what it lacks. What does the work is main.js, beside it.
 */
(function () {
  var script = document.currentScript;
  var CODE = /^[a-z0-9][a-z0-9_-]{0,63}$/;

  /** @param {string} words */
  function complain(words) {
    if (window.console) console.error('Bangban: ' + words);
  }

  function lacking() {
    if (!window.isSecureContext) return 'a secure address: serve this page by https';
    if (!('noModule' in HTMLScriptElement.prototype)) return 'a browser with modules';
    if (!('popover' in HTMLElement.prototype)) return 'a browser with popovers (Chromium 114 or later)';
    if (!('adoptedStyleSheets' in document)) return 'a browser with style sheets made by script';
    return '';
  }

  /** @param {unknown} code @param {{service?: unknown, attempt?: unknown, error?: unknown}} about */
  function faultOf(code, about) {
    if (!isCode(code)) return 'the step is not a code such as "id-number"';
    if (!isCode(about.service)) return 'the step needs a service, here or as data-service of the script';
    if (about.error !== null && !isCode(about.error)) return 'the error is not a code such as "id-number-check"';
    var attempt = about.attempt;
    return typeof attempt === 'number' && attempt >= 1 && attempt <= 1000 ? '' : 'the attempt is not a number from 1 on';
  }

  /** @param {unknown} value */
  function isCode(value) {
    return typeof value === 'string' && CODE.test(value);
  }

  if (window.bangban) return complain('embed.js is in this page already; the second one does nothing.');
  if (!(script instanceof HTMLScriptElement)) return complain('embed.js is a plain script: load it without type="module".');
  var source = script;

  window.bangban = {
    step: function (code, options) {
      var about = options || {};
      var service = about.service === undefined ? source.getAttribute('data-service') : about.service;
      var error = about.error === undefined ? null : about.error;
      var place = { service: service, step: code, attempt: about.attempt === undefined ? 1 : about.attempt, error: error };
      var fault = faultOf(code, place);
      if (fault) return complain('bangban.step: ' + fault + '.');
      source.bangbanPlace = /** @type {import('./messages.js').Place} */ (place);
      source.dispatchEvent(new Event('bangban-step'));
    },
  };

  var lack = lacking();
  if (lack) return complain('video help needs ' + lack + '. The page works without it.');
  var module = document.createElement('script');
  module.type = 'module';
  module.src = new URL('/embed/main.js', source.src).href;
  module.onerror = function () {
    complain('video help could not be loaded from ' + new URL(source.src).origin + '. The page works without it.');
  };
  source.setAttribute('data-bangban', '');
  document.head.appendChild(module);
})();
