import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applicationNames, backbones } from '#contracts/backbones';

test.for(applicationNames)('%s has the parameters that Keras counts, with its top and without', (name) => {
  const golden = JSON.parse(readFileSync(new URL(`../keras/golden/${name}.json`, import.meta.url), 'utf8'));
  const sum = (key: 'params' | 'trainableParams') =>
    backbones[name].layers.reduce((total, layer) => total + layer[key], 0);
  expect(backbones[name].published.params).toBe(golden.top.params);
  expect([sum('params'), sum('trainableParams')]).toEqual([golden.noTop.params, golden.noTop.trainable]);
  expect(backbones[name].inputSize).toBe(golden.inputSize);
});
