import { Option } from 'commander';

/** What every command is told that runs a model on this machine. */
export interface LocalOptions {
  engine?: 'auto' | 'native' | 'wasm';
  json?: boolean;
}

export interface TrainOptions extends LocalOptions {
  data: string;
  classes?: string[];
  weightsFile?: string;
  save?: string;
}

export interface EvaluateOptions extends LocalOptions {
  data: string;
}

export function engineOption(): Option {
  return new Option('--engine <name>', 'instead of the one that ENGINE names').choices(['auto', 'native', 'wasm']);
}
