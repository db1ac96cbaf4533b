import { expect, test } from 'vitest';
import { augmentationSchema } from '#contracts/augmentation';

test('an empty policy is whole and changes nothing', () => {
  expect(augmentationSchema.parse({})).toEqual({
    rotationRange: 0,
    widthShiftRange: 0,
    heightShiftRange: 0,
    shearRange: 0,
    zoomRange: 0,
    horizontalFlip: false,
    verticalFlip: false,
    fillMode: 'nearest',
    cval: 0,
  });
});

test.each([
  ['rotationRange', -1, '>=0'],
  ['widthShiftRange', [], '>=1 items'],
  ['heightShiftRange', -0.2, '>=0'],
  ['heightShiftRange', '20%', 'expected a number or a list of numbers'],
  ['shearRange', 90, '<=89'],
  ['zoomRange', 1, '<=0.99'],
  ['zoomRange', true, 'expected a number or [lower, upper]'],
  ['zoomRange', [1.2, 0.8], 'expected [lower, upper] with lower <= upper'],
  ['zoomRange', [0, 1], '>=0.01'],
  ['fillMode', 'mirror', '"nearest"|"reflect"|"wrap"|"constant"'],
  ['cval', 256, '<=255'],
])('%s: %j is refused', (field, value, message) => {
  const { error } = augmentationSchema.safeParse({ [field]: value });
  expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
    [field, expect.stringContaining(message)],
  ]);
});

test('a misspelt field is refused', () => {
  expect(augmentationSchema.safeParse({ rotation: 40 }).error?.issues[0]).toMatchObject({
    code: 'unrecognized_keys',
    keys: ['rotation'],
  });
});
