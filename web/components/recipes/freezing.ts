import { type BackboneName, backbones } from '#contracts/backbones';
import { type Block, blocksOf } from '#contracts/blocks';
import { firstTrainedLayer } from '#contracts/parameters';
import type { Stage } from '#contracts/stages';

/** What `freeze` says, as a place among the network's blocks. */
interface CutAmongBlocks {
  /** How many whole blocks, from the images on, are frozen. */
  frozen: number;
  /** Whether the next block is frozen in part. */
  inside: boolean;
}

/** Where a cut lies among the blocks of a network. */
export function cutAmongBlocks(backbone: BackboneName, freeze: Stage['freeze']): CutAmongBlocks {
  const { layers } = backbones[backbone];
  const first = firstTrainedLayer({ backbone, freeze });
  let end = 1;
  let frozen = 0;
  for (const block of blocksOf(backbone)) {
    if (end + block.layers > first) break;
    end += block.layers;
    frozen++;
  }
  return { frozen, inside: first > end && first < layers.length };
}

/** What freezes so many whole blocks. */
export function freezeOfBlocks(blocks: readonly Block[], frozen: number): Stage['freeze'] {
  if (frozen <= 0) return 'none';
  const next = blocks[frozen];
  return next ? { before: next.firstLayer } : 'all';
}

/** What trains the last block, and freezes what is before it. */
export function lastBlockTrained(backbone: BackboneName): Stage['freeze'] {
  const blocks = blocksOf(backbone);
  return freezeOfBlocks(blocks, blocks.length - 1);
}
