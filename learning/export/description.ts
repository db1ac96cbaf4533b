import { preprocessingInPython, usageLines } from '#contracts/exportUsage';
import type { SavedModel } from '../network/savedModel.ts';
import type { Json } from './kerasLayers.ts';

/** What a file says of the model besides its layers. */
export interface ModelDescription {
  /** For a program that reads the file. */
  facts: Record<string, Json>;
  /** For a person. */
  readme: string;
}

/** How a model is described in the files that it leaves as. */
export function describeExport({ recipe, classNames, run, eightBits }: Omit<SavedModel, 'model'>): ModelDescription {
  const facts: Record<string, Json> = {
    classNames,
    inputSize: recipe.inputSize,
    interpolation: recipe.interpolation,
    preprocessing: preprocessingInPython(recipe, 'x'),
    recipe: JSON.parse(JSON.stringify(recipe)) as Json,
    ...(run !== undefined && { run }),
    ...(eightBits && { precision: inFloat32(eightBits) }),
  };
  const readme = [
    `# ${recipe.backbone}, trained with Downstream`,
    '',
    'How to use it in Python:',
    '',
    '```python',
    ...usageLines('keras', { recipe, classNames }, 'model.keras'),
    '```',
    '',
    `Classes, in the order of the labels: ${classNames.join(', ')}.`,
    'The model is not compiled. Call `model.compile(…)` before you train it further.',
    ...(eightBits ? ['', inFloat32(eightBits)] : []),
    '',
  ].join('\n');
  return { facts, readme };
}

/** What was measured of an int8 prefix, as a sentence about this file. */
export function inFloat32(eightBits: string): string {
  return (
    'The run computed its frozen layers in eight bits; this file computes them in float32. ' +
    `Measured when the run began: ${eightBits}.`
  );
}
