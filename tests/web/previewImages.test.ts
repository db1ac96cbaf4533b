import { expect, test } from 'vitest';
import { preprocess } from '#contracts/pixels/preprocess';
import { recipeSchema } from '#contracts/recipe';
import { decodeImage } from '../../learning/data/decodeImage.ts';
import { preprocessingOf } from '../../learning/data/preprocessingOf.ts';
import { openTrainingImages } from '../../learning/data/trainingImages.ts';
import { chosenSamples, variedPictures } from '../../web/components/recipes/previewImages.ts';
import { shapePicture } from '../setup/shapes.ts';

test.each([
  { rotationRange: 40, widthShiftRange: 0.2, heightShiftRange: [-3, 5], shearRange: 20, zoomRange: [0.7, 1.2] },
  { horizontalFlip: true, verticalFlip: true, widthShiftRange: 4, fillMode: 'reflect' as const },
  { zoomRange: 0.5, fillMode: 'constant' as const, cval: 200 },
])('the preview of %j has the values that training sees, bit for bit', async (augmentation) => {
  const recipe = recipeSchema.parse({ backbone: 'CNN', inputSize: 46, seed: 11, augmentation });
  const files = await Promise.all([0, 1, 2].map((index) => shapePicture(index % 2, index)));
  const source = {
    labels: Int32Array.from([0, 1, 0]),
    read: async (index: number) => files[index]!,
    nameOf: String,
    sealed: false,
  };
  const pictures = await Promise.all(files.map((file) => decodeImage(file, recipe)));
  const training = openTrainingImages(source, recipe, recipe.seed);
  const length = recipe.inputSize ** 2 * 3;
  for (const pass of [1, 5]) {
    const values = new Float32Array(3 * length);
    for (const [index, vary] of variedPictures(pictures, recipe.augmentation!, recipe, pass).entries())
      preprocess(vary(), preprocessingOf(recipe), values, index * length);
    expect(values).toEqual(await training.view!(pass).read([0, 1, 2]));
  }
});

test('of each class the smallest picture is shown, and none that takes a browser long', () => {
  const sample = (className: string, width: number) => ({
    className,
    url: `/${className}/${width}`,
    width,
    height: 100,
  });
  const samples = [sample('cats', 500), sample('cats', 200), sample('dogs', 300), sample('hugs', 1_000_000)];
  expect(chosenSamples(samples, 3).map(({ url }) => url)).toEqual(['/cats/200', '/dogs/300']);
  expect(chosenSamples(samples, 1)).toHaveLength(1);
});
