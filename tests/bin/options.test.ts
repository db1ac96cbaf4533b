import { expect, test } from 'vitest';
import { classNamesOf } from '../../bin/local/options.ts';

test.each([
  ['cats,dogs', ['cats', 'dogs']],
  [' cats , dogs ', ['cats', 'dogs']],
  [
    '"Pepper,_bell___healthy","Corn_(maize)___rust ", apple',
    ['Pepper,_bell___healthy', 'Corn_(maize)___rust ', 'apple'],
  ],
  ['"a ""b"""', ['a "b"']],
])('--classes %s names the classes', (list, names) => {
  expect(classNamesOf(list)).toEqual(names);
});
