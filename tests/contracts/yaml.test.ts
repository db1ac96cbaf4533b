import { expect, test } from 'vitest';
import { parseRecipe } from '#contracts/recipe';
import { classWeightIssues } from '#contracts/training';
import { parseYaml } from '#contracts/yaml';
import { classWeightsOf } from '../../learning/training/classWeights.ts';

const recipeOf = (classWeight: string) =>
  parseRecipe(parseYaml(`{backbone: CNN, training: {classWeight: ${classWeight}}}`).toJS());

test('keys are text, also where YAML takes them for numbers', () => {
  const names = ['01', '1', '1.10', '1e3'];
  for (const [index, name] of names.entries()) {
    const { recipe } = recipeOf(`{${name}: 50}`);
    expect(classWeightsOf(recipe!, names)).toEqual(names.map((_, other) => (other === index ? 50 : 1)));
  }
  expect(parseYaml('{null: 1, ~: 2, true: 3}').toJS()).toEqual({ null: 1, '~': 2, true: 3 });
});

test('an alias that stands for nothing, for itself or for too much is an error of its line', () => {
  const lists = [
    'a: &a [1, 1]',
    ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [*${'abcdef'[index]}, *${'abcdef'[index]}]`),
  ];
  for (const [text, line] of [
    ['backbone: CNN\nseed: *nothing', 2],
    ['a: *later\nb: &later 1', 1],
    ['a: &a [*a]', 1],
    [lists.join('\n'), 2],
  ] as const) {
    const { errors } = parseYaml(text);
    expect(
      errors.map(({ code }) => code),
      text,
    ).toEqual(['BAD_ALIAS']);
    expect(errors[0]?.linePos?.[0].line, text).toBe(line);
  }
  expect(parseYaml('a: &a {b: 1}\nc: *a').toJS()).toEqual({ a: { b: 1 }, c: { b: 1 } });
  expect(parseYaml('a: &a 1\nb: *a\nc: &a 2\nd: *a').errors).toEqual([]);
});

test('classes may have the names that objects have', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
  const { recipe } = recipeOf('{__proto__: 3, toString: 2}');
  expect(classWeightsOf(recipe!, names)).toEqual([3, 1, 1, 2]);
  expect(classWeightIssues(recipe!, ['a', 'b'])[0]?.message).toContain('received __proto__, toString');
  expect(parseRecipe(JSON.parse(JSON.stringify(recipe))).recipe).toEqual(recipe);
});

test('a name in another Unicode form is the same class', () => {
  const { recipe } = recipeOf(`{${'고양이'.normalize('NFD')}: 2}`);
  expect(classWeightsOf(recipe!, ['강아지', '고양이'])).toEqual([1, 2]);
  expect(recipeOf(`{${'고양이'.normalize('NFD')}: 2, 고양이: 3}`).issues?.[0]?.message).toContain('two Unicode forms');
});

test('a wrong weight is named by its class', () => {
  expect(recipeOf('{cats: many}').issues).toEqual([
    {
      path: 'training.classWeight.cats',
      message: 'expected a number, received "many"',
      code: 'type_number',
      values: { received: '"many"' },
    },
  ]);
  expect(recipeOf('3').issues?.[0]).toMatchObject({ path: 'training.classWeight' });
});
