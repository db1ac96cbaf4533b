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

test('a backbone offers its own weights and what the course published for it, named, by their ids', () => {
  expect(weightsChoices('CNN', [ours, others], {}, t)).toEqual([
    { value: 'random', label: 'random', disabled: false },
    { value: ours.id, label: 'Edges', disabled: false },
  ]);
  expect(weightsChoices('VGG19', [ours, others], {}, t).map(({ label }) => label)).toEqual([
    'imagenet',
    'random',
    'Faces',
  ]);
});

test('weights that an assignment does not allow can be read and not chosen', () => {
  const choosable = (weights: string[]) =>
    weightsChoices('CNN', [ours], { weights }, t).map(({ label, disabled }) => [label, disabled]);
  expect(choosable(['random'])).toEqual([
    ['random', false],
    ['Edges (not allowed here)', true],
  ]);
  expect(choosable([ours.id])).toEqual([
    ['random (not allowed here)', true],
    ['Edges', false],
  ]);
});

test('the chosen weights are explained; an id that nobody published is not', () => {
  expect(weightsNote(ours.id, [ours], t)).toContain('46 pixels; preprocessing: rescale');
  expect(weightsNote('imagenet', [ours], t)).toContain('ImageNet');
  expect(weightsNote(others.id, [ours], t)).toBeUndefined();
});
