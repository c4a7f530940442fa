import assert from 'node:assert/strict';
import { test } from 'node:test';

import { within } from '../../kiosk_client/page/region.js';

const WIDE = { window: { width: 1280, height: 800 }, width: 835.6, height: 800 };

test('of a frame of the window the part beside the panel is left', () => {
  assert.deepEqual(within(WIDE, { x: 0, y: 0, width: 1280, height: 800 }), { x: 0, y: 0, width: 834, height: 800 });
});

test('a frame of a sharper screen has more pixels of the same part', () => {
  assert.deepEqual(within(WIDE, { x: 0, y: 0, width: 1920, height: 1200 }), { x: 0, y: 0, width: 1252, height: 1200 });
});

test('a frame of a window that was turned or made larger meanwhile is no frame of this one', () => {
  assert.equal(within(WIDE, { x: 0, y: 0, width: 800, height: 1280 }), null);
  assert.equal(within(WIDE, { x: 0, y: 0, width: 1280, height: 900 }), null);
});
