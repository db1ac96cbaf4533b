import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parameterCounts } from '#contracts/parameters';
import { recipeSchema } from '#contracts/recipe';

const folder = new URL('../recipes/', import.meta.url);
const read = (name: string) => recipeSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')));

test.each(readdirSync(folder))('%s is a recipe', (name) => {
  expect(recipeSchema.parse(read(name))).toEqual(read(name));
});

test('cats and dogs: VGG19, flattened, has the parameters of the course', () => {
  expect(parameterCounts(read('cats-and-dogs-vgg19.yaml'), 2)).toMatchObject({
    total: 20_049_473,
    trainable: 25_089,
    head: 25_089,
  });
});

test('six kinds of scenery: ResNet50 with six softmax units on its 2,048 averages', () => {
  expect(parameterCounts(read('scenery-resnet50.yaml'), 6)).toMatchObject({
    total: 23_587_712 + 2048 * 6 + 6,
    trainable: 2048 * 6 + 6,
  });
});
