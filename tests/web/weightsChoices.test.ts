import { expect, test } from 'vitest';
import { weightsChoices, weightsNote } from '../../web/components/recipes/choices.ts';
import { t } from '../setup/english.ts';

const ours = {
  id: '0198b4a2-0000-7000-8000-000000000001',
  name: 'Edges',
  backbone: 'CNN',
  inputSize: 46,
  preprocessing: 'rescale',
};
const others = { ...ours, id: '0198b4a2-0000-7000-8000-000000000002', name: 'Faces', backbone: 'VGG19' };
const terms = { published: [ours, others], allowed: {}, missing: [] };

test('a backbone offers its own weights and what the course published for it, named, by their ids', () => {
  expect(weightsChoices('CNN', terms, t)).toEqual([
    { value: 'random', label: 'random', disabled: false },
    { value: ours.id, label: 'Edges', disabled: false },
  ]);
  expect(weightsChoices('VGG19', terms, t).map(({ label }) => label)).toEqual(['imagenet', 'random', 'Faces']);
});

test('weights that an assignment does not allow can be read and not chosen', () => {
  const choosable = (weights: string[]) =>
    weightsChoices('CNN', { ...terms, published: [ours], allowed: { weights } }, t).map(({ label, disabled }) => [
      label,
      disabled,
    ]);
  expect(choosable(['random'])).toEqual([
    ['random', false],
    ['Edges (not allowed here)', true],
  ]);
  expect(choosable([ours.id])).toEqual([
    ['random (not allowed here)', true],
    ['Edges', false],
  ]);
});

test('weights that the site cannot get say so, and can still be chosen', () => {
  const missing = [{ backbone: 'VGG19', weights: 'imagenet' }];
  expect(weightsChoices('VGG19', { ...terms, missing }, t)[0]).toEqual({
    value: 'imagenet',
    label: 'imagenet (not on this site)',
    disabled: false,
  });
  expect(weightsChoices('VGG16', { ...terms, missing }, t)[0]!.label).toBe('imagenet');
});

test('the chosen weights are explained; an id that nobody published is not', () => {
  expect(weightsNote(ours.id, [ours], t)).toContain('46 pixels; preprocessing: rescale');
  expect(weightsNote('imagenet', [ours], t)).toContain('ImageNet');
  expect(weightsNote(others.id, [ours], t)).toBeUndefined();
});
