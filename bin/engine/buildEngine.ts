import type { Provenance } from '#contracts/provenance';
import { isOnGpu } from '#learning';
import { addonPackage, buildAddon } from './addon.ts';
import { fetchLibrary, keptLibrary, openLibrary } from './library.ts';
import { requireTools } from './tools.ts';

export interface WantedEngine {
  /** Where what is fetched is kept. */
  cache: string;
  gpu: boolean;
  from: string | undefined;
  /** Also where it works already. */
  force: boolean;
  /**
   * Lets the engine train a step in a process of its own; `named` where it was installed meanwhile. Throws where it
   * cannot.
   */
  probe(named?: string): Promise<Provenance>;
  say(line: string): void;
}

/** Thrown where what was built for a GPU computes on the processor. */
export class GpuUnused extends Error {}

/**
 * Builds the native engine, but where the one that is wanted works already: any, or one on a GPU. A library that was
 * named is always taken. Throws ToolMissing, LibraryUnavailable, GpuUnused, or an Error that says what the compiler or
 * the engine did.
 */
export async function buildEngine(
  { cache, gpu, from, force, probe, say }: WantedEngine,
  steps = { requireTools, keptLibrary, fetchLibrary, openLibrary, buildAddon },
): Promise<void> {
  if (!force && from === undefined) {
    const working = await probe().catch(() => null);
    if (working && (!gpu || isOnGpu(working)))
      return say(`the native engine works already: ${describe(working)} (--force builds it again)`);
  }
  const isWheel = from?.endsWith('.whl');
  const there =
    from === undefined ? await steps.keptLibrary(cache, gpu) : isWheel ? null : await steps.openLibrary(from);
  await steps.requireTools({ pip: there === null });
  await steps.buildAddon(there ?? (await steps.fetchLibrary(cache, { gpu, wheel: from })), cache);
  // Node remembers that this process did not find the package.
  const built = await probe(addonPackage);
  say(`built; it trains a step: ${describe(built)}`);
  if (gpu && !isOnGpu(built))
    throw new GpuUnused(
      'expected the step to be trained on a GPU, but TensorFlow found none that it can use; the engine stays and ' +
        'trains on the processor. Look at nvidia-smi, and at what TF_CPP_MIN_LOG_LEVEL=0 shows of the libraries that ' +
        'TensorFlow misses.',
    );
}

function describe({ engineVersion, engineReason }: Provenance): string {
  return `${engineVersion}; ${engineReason}`;
}
