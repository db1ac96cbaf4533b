import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackboneName } from '#contracts/backbones';
import { openPhotos, type Photos } from './photos.ts';
import type { Python } from './python.ts';
import type { Row } from './row.ts';
import type { Command } from './side.ts';

/** What every case is given. */
export interface Bench {
  /** Everything that is written goes below it, and is removed at the end. */
  folder: string;
  /** Sizes that only show that the cases work. */
  quick: boolean;
  /** How often the sides take turns where a round takes minutes. */
  rounds: number;
  python: Python | null;
  photos: Photos;
  /** A Keras file of random parameters for a network without its top, which both sides load. */
  weightsFile(network: BackboneName, side: number): Promise<string>;
  /** Tells the person who waits what is done now. */
  say(line: string): void;
}

/** A case, or a family of cases that share their preparations. */
export interface Case {
  name: string;
  /** One line for `--help`. */
  about: string;
  run(bench: Bench): AsyncIterable<Row>;
}

/** `prepared`: a folder that has photos and weights already. */
export function openBench({
  folder,
  prepared = folder,
  ...options
}: Pick<Bench, 'folder' | 'quick' | 'rounds' | 'python' | 'say'> & { prepared?: string }): Bench {
  return {
    folder,
    ...options,
    photos: openPhotos(join(folder, 'photos'), join(prepared, 'photos', 'pool')),
    async weightsFile(network, side) {
      const file = `${network}-${side}.h5`;
      if (existsSync(join(prepared, file))) return join(prepared, file);
      const path = join(folder, file);
      if (existsSync(path)) return path;
      const { command, args } = ourScript('writeWeights.ts', [network, String(side), path]);
      const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`expected ${path} to be written, but the process ended with ${code}`);
      return path;
    },
  };
}

/** The command that starts one of the scripts in `ours/`. */
export function ourScript(name: string, args: string[], env?: Record<string, string>): Command {
  return {
    command: process.execPath,
    args: [fileURLToPath(new URL(`./ours/${name}`, import.meta.url)), ...args],
    ...(env && { env }),
  };
}
