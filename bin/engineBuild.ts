import { Command } from 'commander';
import { chooseEngine } from '#learning';
import { readEnvironment } from '#machine/environment';
import { buildEngine } from './engine/buildEngine.ts';
import { LibraryUnavailable } from './engine/library.ts';
import { ToolMissing } from './engine/tools.ts';

/** What an exit code other than 0 means. */
const exitCodes = { failed: 1, toolMissing: 2, libraryUnavailable: 3 };

const command = new Command('npm run engine:build --')
  .description(
    'Builds the native engine: the addon of @tensorflow/tfjs-node-gpu, against TensorFlow’s library for Python.',
  )
  .option('--gpu', 'the library with CUDA (several GB), for NVIDIA cards; without it, the one for processors')
  .option('--from <what>', 'a wheel file, or the folder "tensorflow" of an installed package, instead of asking pip')
  .option('--force', 'build again what works already')
  .addHelpText(
    'after',
    `
Needs Linux, python3 (with pip to fetch the library), make and g++. Without the native engine everything runs on WASM,
only slower.

Without a network: run this on a machine of the same kind that has one. Copy the whole folder with node_modules and
.data/cache, and run it again where the copy is: the package, Node's headers and the library are in it. (--gpu builds
without a card, too, and then ends with 1.) pip reads its own settings: PIP_NO_INDEX=1 PIP_FIND_LINKS=<folder of wheels>
takes the library from what pip download has left there. With --gpu a wheel file needs them as well, for the packages
with CUDA that belong to it. A folder needs neither pip nor an index.

Exit codes:
  0  it works
  1  it was not built, does not work, or with --gpu trains on the processor
  2  a tool is missing
  3  the library cannot be had`,
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
  await buildEngine({
    cache: readEnvironment().directories.cache,
    gpu,
    from,
    force,
    probe: async (nativePackage) => (await chooseEngine('native', { nativePackage })).provenance,
    say: (line) => void process.stdout.write(`downstream: ${line}\n`),
  });
  return 0;
}
