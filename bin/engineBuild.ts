import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { readEnvironment } from '#prisma/environment';
import { chooseEngine } from '../worker/engine/engine.ts';
import { installedNativePackage } from '../worker/engine/native.ts';
import { addonPackage, buildAddon } from './engine/addon.ts';
import { fetchLibrary, LibraryUnavailable, openLibrary } from './engine/library.ts';
import { requireTools, ToolMissing } from './engine/tools.ts';

/** What an exit code other than 0 means. */
const exitCodes = { failed: 1, toolMissing: 2, libraryUnavailable: 3 };

const command = new Command('npm run engine:build --')
  .description('Builds the native engine: the addon of @tensorflow/tfjs-node-gpu against the TensorFlow library of a Python package.')
  .option('--gpu', 'the library with CUDA (several GB), for NVIDIA cards; without it, the one for processors')
  .option('--from <what>', 'a wheel file, or the folder "tensorflow" of an installed package, instead of asking pip')
  .option('--force', 'build anew what works already')
  .addHelpText(
    'after',
    `
Needs Linux, python3 with pip, make and g++. Without the native engine everything runs on WASM, only slower.
Exit codes: 0 it works; 1 it was not built or does not work; 2 a tool is missing; 3 the library cannot be had.`,
  )
  .parse();
const { gpu = false, from, force = false } = command.opts<{ gpu?: boolean; from?: string; force?: boolean }>();

process.exitCode = await build().catch((error) => {
  process.stderr.write(`downstream: ${error.message}\n`);
  if (error instanceof ToolMissing) return exitCodes.toolMissing;
  if (error instanceof LibraryUnavailable) return exitCodes.libraryUnavailable;
  return exitCodes.failed;
});

async function build(): Promise<number> {
  if (!force) {
    const working = await probe().catch(() => null);
    if (working !== null) {
      say(`the native engine works already: ${working} (--force builds it anew)`);
      return 0;
    }
  }
  await requireTools();
  const cache = readEnvironment().directories.cache;
  const library = from === undefined || from.endsWith('.whl') ? await fetchLibrary(cache, { gpu, wheel: from }) : await openLibrary(from);
  const scratch = await mkdtemp(join(tmpdir(), 'engine-'));
  try {
    await buildAddon(library, scratch);
  } finally {
    await rm(scratch, { recursive: true });
  }
  say(`built; it trains a step: ${await probe(addonPackage)}`);
  return 0;
}

/**
 * Lets the native engine train a step in a process of its own. Throws ENGINE_UNAVAILABLE where it cannot. A package that was installed
 * meanwhile has to be named: Node remembers that this process did not find it.
 */
async function probe(nativePackage = installedNativePackage()): Promise<string> {
  const { environment, reason } = await chooseEngine('native', { nativePackage });
  return `${environment.engineVersion}; ${reason}`;
}

function say(line: string): void {
  process.stdout.write(`downstream: ${line}\n`);
}
