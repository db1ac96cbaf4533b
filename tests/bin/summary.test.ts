import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { downstreamIn } from '../setup/commandLine.ts';

type Layer = [name: string, className: string, outputShape: (number | null)[], params: number];

/**
 * What `tests/keras/courseRecipe.py` has written: layers of the course's example, and how Keras prints their
 * parameters.
 */
const { summary }: { summary: { layers: Layer[]; totals: string[] } } = JSON.parse(
  readFileSync(new URL('../keras/golden/courseRecipes.json', import.meta.url), 'utf8'),
);
const project = fileURLToPath(new URL('../..', import.meta.url));
const recipe = 'recipes/cats-and-dogs-vgg19.yaml';

test('summary of the course’s recipe has the layers, shapes and parameters of the same network in Keras', async () => {
  const { layers, ...totals } = JSON.parse((await downstreamIn(project, 'summary', recipe, '--json')).stdout);
  expect(totals).toMatchObject({ totalParams: 20_049_473, trainableParams: 25_089, nonTrainableParams: 20_024_384 });
  const rows = layers.map((layer: Record<string, unknown>) => [layer.className, layer.outputShape, layer.params]);
  expect(rows).toEqual(summary.layers.map(([, ...row]) => row));
  expect(layers.map(({ name }: { name: string }) => name)).toEqual(summary.layers.map(([name]) => name));
  expect(layers.map(({ trainable }: { trainable: boolean }) => trainable)).toEqual([
    ...Array(layers.length - 2).fill(false),
    true,
    true,
  ]);
});

test('summary prints them in Keras’s words', async () => {
  const { stdout } = await downstreamIn(project, 'summary', recipe);
  expect(stdout).toMatch(/^block1_conv1 \(Conv2D\) +\(None, 224, 224, 64\) +1,792$/m);
  expect(stdout.trim().split('\n').slice(-3)).toEqual(summary.totals);
});
