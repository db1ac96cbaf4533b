import { Option } from 'commander';

/** What every command is told that runs a network on this machine. */
export interface LocalOptions {
  engine?: 'auto' | 'native' | 'wasm';
  json?: boolean;
}

/** `data` is a folder of images. */
export interface DataOptions extends LocalOptions {
  data: string;
}

export interface TrainOptions extends DataOptions {
  weightsFile?: string;
  save?: string;
}

export function engineOption(): Option {
  return new Option('--engine <name>', 'instead of the one that ENGINE names').choices(['auto', 'native', 'wasm']);
}

/** Holds the images of a recipe's three splits. */
export const dataOption = ['--data <folder>', 'holds train/, validation/ and test/, each with one folder a class'] as const;
