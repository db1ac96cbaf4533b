import { type ApplicationName, applicationNames, backbones } from '#contracts/backbones';
import { type Block, blocksOf } from '#contracts/blocks';
import described from './papers.json' with { type: 'json' };

/** What the zoo shows of a network. Pages on the server make it, so that no browser loads the table of all layers. */
export interface NetworkFacts {
  name: ApplicationName;
  family: string;
  inputSize: number;
  smallestInput: number;
  preprocessInput: string;
  size: number;
  top1: number;
  top5: number;
  params: number;
  depth: number;
  cpuMs: number;
  gpuMs: number;
  /** Without the top. */
  backboneParams: number;
}

export function networkFacts(name: ApplicationName): NetworkFacts {
  const { family, inputSize, smallestInput, preprocessInput, published, layers } = backbones[name];
  const backboneParams = layers.reduce((sum, { params }) => sum + params, 0);
  return { name, family, inputSize, smallestInput, preprocessInput, ...published, backboneParams };
}

export function allNetworkFacts(): NetworkFacts[] {
  return applicationNames.map(networkFacts);
}

export function networkBlocks(name: ApplicationName): Block[] {
  return blocksOf(name);
}

/** Where each network was described first. */
export const papers: Record<ApplicationName, { title: string; year: number; url: string }> = described;
