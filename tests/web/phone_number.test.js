import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { grouped, isPhoneNumber, judge } from '../../signaling/web/phone_number.js';

const { valid, invalid } = JSON.parse(readFileSync(new URL('../support/phone_numbers.json', import.meta.url), 'utf8'));

test('the kiosk takes the numbers that the server takes, and no others', () => {
  for (const digits of valid) assert.ok(isPhoneNumber(digits), digits);
  for (const digits of invalid) assert.ok(!isPhoneNumber(digits), JSON.stringify(digits));
});

test('a number is shown in the groups in which it is read aloud', () => {
  assert.deepEqual(
    ['', '1', '1380', '13800138000', '02162345678', '05122345678', '051262345678'].map(grouped),
    ['', '1', '138 0', '138 0013 8000', '021 6234 5678', '0512 234 5678', '0512 6234 5678'],
  );
});

test('every number on its way is only incomplete, and whole at its end', () => {
  for (const digits of valid) {
    for (let length = 1; length < digits.length; length += 1) {
      const { key } = judge(digits.slice(0, length));
      assert.ok(key === 'missing' || key === 'whole', digits.slice(0, length));
    }
    assert.equal(judge(digits).key, 'whole');
  }
});

test('what is wrong is said: nothing typed, no area code, digits missing, no such number', () => {
  assert.equal(judge('').key, 'empty');
  assert.equal(judge('6234').key, 'area');
  assert.deepEqual(judge('1380013'), { key: 'missing', missing: 4 });
  assert.deepEqual(judge('0216'), { key: 'missing', missing: 7 });
  assert.equal(judge('12').key, 'wrong');
  assert.equal(judge('0211').key, 'wrong');
  assert.equal(judge('138001380001').key, 'wrong');
});
