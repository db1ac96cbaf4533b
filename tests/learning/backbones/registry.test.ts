import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { backboneNames, backbones } from '#contracts/backbones';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';
import { backboneTableSource } from '../../../learning/network/backboneTable.ts';

// Zeros that nobody reads cost nothing on this backend, so that hundreds of models can be built for their shapes.
beforeAll(startPlainJavaScript);

test('the table of layers and shapes in the contracts is the one that the built networks give', () => {
  const committed = readFileSync(new URL('../../../contracts/backboneTable.ts', import.meta.url), 'utf8');
  expect(backboneTableSource()).toBe(committed);
}, 180_000);

test.for(backboneNames)('the output shapes of %s in the contracts are the network’s', (name) => {
  for (const size of [backbones[name].smallestInput, 97, backbones[name].inputSize]) {
    const model = buildBackbone(name, { inputSize: size, seed: null });
    expect(model.outputShape.slice(1)).toEqual(backbones[name].outputShape(size));
    model.dispose();
  }
});

test('an input that is too small is refused with what was expected and received', () => {
  expect(() => buildBackbone('MobileNetV2', { inputSize: 31, seed: 1 })).toThrow(
    expect.objectContaining({
      code: 'RECIPE_UNSUPPORTED',
      message: 'MobileNetV2 needs an input of at least 32 pixels, received 31',
    }),
  );
});
