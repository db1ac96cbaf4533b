import { z } from 'zod';
import type { Augmentation } from './augmentation.ts';
import { type BackboneName, backboneNames, backbones, type preprocessings } from './backbones.ts';
import { blocksOf } from './blocks.ts';
import {
  type LectureAugmentation,
  type LectureChoice,
  type LectureFreeze,
  type LectureHead,
  lectureAugmentations,
  lectureFreezes,
  lectureHeads,
  mostPrepared,
} from './lectureChoices.ts';
import { type Recipe, type RecipeInput, recipeSchema } from './recipe.ts';

/**
 * A lecture in which people try recipes from their phones. Staff say what may be chosen, in four short lists. A
 * guest chooses one of each. The rest of the recipe is the assignment's starter recipe.
 */

export const lectureChoiceSchema = z.strictObject({
  network: z.enum(backboneNames),
  freeze: z.enum(lectureFreezes),
  head: z.enum(lectureHeads),
  augmentation: z.enum(lectureAugmentations),
});

/** A list without repetitions. */
function listOf<Value extends z.ZodType>(value: Value, least: number, most: number) {
  return z
    .array(value)
    .min(least)
    .max(most)
    .refine((values) => new Set(values).size === values.length, {
      params: { code: 'twice' },
      error: ({ input }) => `expected each of them once, received ${JSON.stringify(input)}`,
    });
}

/** What the phones of a lecture may choose, and what is trained from scratch beforehand. */
export const lectureOfferSchema = z
  .strictObject({
    networks: z
      .array(
        z.strictObject({
          backbone: z.enum(backboneNames),
          /** As in a recipe. Left out: the starter recipe's, where that names the network; the usual ones otherwise. */
          weights: z.string().min(1).optional(),
          inputSize: z.int().min(1).max(1024).optional(),
        }),
      )
      .min(1)
      .max(4)
      .refine((networks) => new Set(networks.map(({ backbone }) => backbone)).size === networks.length, {
        message: 'expected each network once',
        params: { code: 'twice' },
      }),
    freezes: listOf(z.enum(lectureFreezes), 1, 3),
    heads: listOf(z.enum(lectureHeads), 1, 3),
    augmentations: listOf(z.enum(lectureAugmentations), 1, 4),
    /** Networks that are trained from random weights beforehand, for comparison. */
    fromScratch: listOf(z.enum(backboneNames), 0, 4),
    epochs: z.int().min(2).max(50),
  })
  .refine((offer) => preparedChoices(offer).length <= mostPrepared, {
    params: { code: 'mostPrepared', values: { limit: mostPrepared } },
    error: ({ input }) =>
      `expected at most ${mostPrepared} combinations of network, freezing and augmentation, ` +
      `received ${preparedChoices(input as LectureOffer).length}`,
  });
export interface LectureOffer {
  networks: { backbone: BackboneName; weights?: string | undefined; inputSize?: number | undefined }[];
  freezes: LectureFreeze[];
  heads: LectureHead[];
  augmentations: LectureAugmentation[];
  fromScratch: BackboneName[];
  epochs: number;
}

/** What is trained beforehand, so that the features of every choice are stored: each with the first head. */
export function preparedChoices({ networks, freezes, heads, augmentations }: LectureOffer): LectureChoice[] {
  return networks.flatMap(({ backbone: network }) =>
    freezes.flatMap((freeze) =>
      augmentations.map((augmentation) => ({ network, freeze, head: heads[0]!, augmentation })),
    ),
  );
}

/** Whether the phones of a lecture may choose this. */
export function isOffered(offer: LectureOffer, { network, freeze, head, augmentation }: LectureChoice): boolean {
  return (
    offer.networks.some(({ backbone }) => backbone === network) &&
    offer.freezes.includes(freeze) &&
    offer.heads.includes(head) &&
    offer.augmentations.includes(augmentation)
  );
}

const heads: Record<LectureHead, RecipeInput['head']> = {
  LINEAR: { pooling: 'avg', dense: [], dropout: 0 },
  DENSE: { pooling: 'avg', dense: [{ units: 64 }], dropout: 0 },
  WIDE: { pooling: 'avg', dense: [{ units: 256 }], dropout: 0.5 },
};

const augmentations: Record<LectureAugmentation, Partial<Augmentation> | undefined> = {
  NONE: undefined,
  FLIP: { horizontalFlip: true },
  GENTLE: { horizontalFlip: true, rotationRange: 15, widthShiftRange: 0.1, heightShiftRange: 0.1, zoomRange: 0.1 },
  STRONG: {
    horizontalFlip: true,
    rotationRange: 40,
    widthShiftRange: 0.2,
    heightShiftRange: 0.2,
    shearRange: 0.2,
    zoomRange: 0.2,
  },
};

/** Recipes freeze before a layer: the first one of the last block, or of the one before it. */
function freezeOf(network: BackboneName, freeze: LectureFreeze): Recipe['freeze'] {
  if (freeze === 'ALL') return 'all';
  return { before: blocksOf(network).at(freeze === 'LAST_BLOCK' ? -1 : -2)!.firstLayer };
}

/** What the recipes of a lecture say of a network. */
interface OfferedNetwork {
  backbone: BackboneName;
  weights?: string | undefined;
  preprocessing?: (typeof preprocessings)[number] | undefined;
  inputSize?: number | undefined;
}

/**
 * A network of an offer. The one that the starter recipe names has that recipe's weights and preprocessing, unless
 * they are random or the offer names other weights. All others have what their backbone has by default.
 */
export function offeredNetwork(
  { networks }: Pick<LectureOffer, 'networks'>,
  backbone: BackboneName,
  starter: Recipe,
): OfferedNetwork {
  const network = networks.find((each) => each.backbone === backbone) ?? { backbone };
  const { weights, preprocessing } = starter;
  const isStarters = backbone === starter.backbone && weights !== 'random' && (network.weights ?? weights) === weights;
  return isStarters ? { ...network, weights, preprocessing } : network;
}

/**
 * The recipe of a choice. Optimizer, batches and labels are the starter recipe's; its stages and callbacks are left
 * out, so that all curves have the same length. Throws a ZodError where the offer's network is none.
 */
export function recipeOfChoice(
  offer: LectureOffer,
  choice: LectureChoice,
  { starter, seed }: { starter: Recipe; seed: number },
): Recipe {
  return recipeOf(offer, choice, offeredNetwork(offer, choice.network, starter), { starter, seed });
}

function recipeOf(
  offer: LectureOffer,
  choice: LectureChoice,
  network: OfferedNetwork,
  { starter: { optimizer, training }, seed }: { starter: Recipe; seed: number },
): Recipe {
  return recipeSchema.parse({
    ...network,
    // Random weights are all trained.
    freeze: isRandom(network) ? 'none' : freezeOf(choice.network, choice.freeze),
    head: heads[choice.head],
    augmentation: augmentations[choice.augmentation],
    optimizer,
    training: { ...training, epochs: offer.epochs, earlyStopping: undefined, reduceLrOnPlateau: undefined },
    seed,
  });
}

/**
 * The recipe of a network that is trained from scratch beside them. It reads images of the same size: its own in the
 * offer, or else the first one's that has one, and never less than the network accepts.
 */
export function recipeFromScratch(
  offer: LectureOffer,
  backbone: BackboneName,
  { starter, seed }: { starter: Recipe; seed: number },
): Recipe {
  const choice: LectureChoice = { network: backbone, freeze: 'ALL', head: offer.heads[0]!, augmentation: 'NONE' };
  const offered = offer.networks.find((each) => each.backbone === backbone);
  const size = offered ? offered.inputSize : offer.networks.find(({ inputSize }) => inputSize !== undefined)?.inputSize;
  const inputSize = size === undefined ? undefined : Math.max(size, backbones[backbone].smallestInput);
  const network = { ...offeredNetwork(offer, backbone, starter), weights: 'random', inputSize };
  return recipeOf(offer, choice, network, { starter, seed });
}

function isRandom({ backbone, weights }: OfferedNetwork): boolean {
  return (weights ?? backbones[backbone].weights[0]) === 'random';
}
