import { refusals } from '#contracts/assignment';
import { applicationNames, type BackboneName, backbones } from '#contracts/backbones';
import { parseRecipe, type RecipeInput } from '#contracts/recipe';
import type { Translate } from '../../i18n/translate.ts';
import { catsAndDogs, sixSceneries } from './courseRecipes.ts';
import { lastBlockTrained } from './freezing.ts';
import { problemText } from './problemText.ts';
import type { RecipeTerms } from './recipeProblems.ts';
import { readYaml, writeYaml } from './recipeYaml.ts';
import { trainedWeights } from './substitute.ts';

export const presetNames = ['transfer', 'fineTuning', 'scratch', 'catsAndDogs', 'sixSceneries'] as const;
type PresetName = (typeof presetNames)[number];

/** A recipe to begin with. */
interface Preset {
  text: string;
  /** Why the assignment does not allow it; absent when it does. */
  refused?: string;
}

/** A preset for an assignment: within its limits where it has any. `current` is the backbone that the form shows. */
export function presetOf(name: PresetName, terms: RecipeTerms, current: BackboneName, t: Translate): Preset {
  const text = name === 'catsAndDogs' ? catsAndDogs : name === 'sixSceneries' ? sixSceneries : undefined;
  const recipe =
    text === undefined ? recipes[name as 'transfer' | 'fineTuning' | 'scratch'](terms, current) : undefined;
  const written = `# ${t(`recipes.presets.${name}.title`)}\n${text ?? writeYaml(recipe)}`;
  const parsed = parseRecipe(readYaml(written).value).recipe;
  const issue = parsed && refusals(terms.allowed, parsed)[0];
  return { text: written, ...(issue && { refused: problemText(t, issue) }) };
}

const recipes = {
  transfer(terms: RecipeTerms, current: BackboneName): RecipeInput {
    return { ...pretrained(terms, current), training: training(terms, 20), seed: 42 };
  },
  fineTuning(terms: RecipeTerms, current: BackboneName): RecipeInput {
    const network = pretrained(terms, current);
    const most = terms.allowed.maxEpochs ?? 20;
    const first = Math.max(1, Math.min(10, Math.floor(most / 2)));
    return {
      ...network,
      training: training(terms, first),
      stages: [
        {
          freeze: lastBlockTrained(network.backbone),
          optimizer: { name: 'adam', learningRate: 0.00001 },
          epochs: Math.max(1, Math.min(10, most - first)),
        },
      ],
      seed: 42,
    };
  },
  scratch(terms: RecipeTerms, current: BackboneName): RecipeInput {
    const isAllowed = terms.allowed.backbones?.includes('CNN') ?? true;
    const backbone = isAllowed ? 'CNN' : allowedBackbone(terms, current);
    const units = Math.min(512, terms.allowed.maxUnits ?? 512);
    return {
      backbone,
      weights: 'random',
      inputSize: inputSize(terms, backbone),
      freeze: 'none',
      head:
        backbone === 'CNN'
          ? { pooling: 'flatten', dense: [{ units, activation: 'relu', dropout: 0.5 }] }
          : { pooling: 'avg' },
      optimizer: { name: 'adam', learningRate: 0.001 },
      training: training(terms, 20),
      seed: 42,
    };
  },
};

/** A trained network that stays as it is, and a head that learns. */
function pretrained(terms: RecipeTerms, current: BackboneName) {
  const backbone = allowedBackbone(terms, current);
  const trained = trainedWeights(terms, backbone)[0];
  return {
    backbone,
    weights: trained?.weights ?? 'imagenet',
    inputSize: inputSize(terms, backbone),
    preprocessing: trained?.preprocessing ?? ('backbone' as const),
    freeze: 'all' as const,
    head: { pooling: 'avg' as const },
    optimizer: { name: 'rmsprop' as const, learningRate: 0.001 },
  };
}

/** The network that the form shows, where it is one of Keras's, allowed and with weights, else the first that is. */
function allowedBackbone(terms: RecipeTerms, current: BackboneName): BackboneName {
  const { allowed } = terms;
  const choices: BackboneName[] = [current, 'MobileNetV2', ...applicationNames];
  const right = choices.filter((name) => name !== 'CNN' && (allowed.backbones?.includes(name) ?? true));
  const hasWeights = (name: BackboneName) => trainedWeights(terms, name).length > 0;
  return right.find(hasWeights) ?? right[0] ?? allowed.backbones?.[0] ?? 'MobileNetV2';
}

function inputSize({ allowed }: RecipeTerms, backbone: BackboneName): number {
  const { inputSize, smallestInput } = backbones[backbone];
  return Math.max(smallestInput, Math.min(inputSize, allowed.maxInputSize ?? inputSize));
}

function training({ allowed }: RecipeTerms, epochs: number) {
  return { epochs: Math.min(epochs, allowed.maxEpochs ?? epochs), batchSize: Math.min(32, allowed.maxBatchSize ?? 32) };
}
