import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type EngineName, provenanceSchema } from '#contracts/provenance';
import { mayHaveGpu, type Probe } from '#learning';
import { describeMachine } from '#machine/describeMachine';
import { writeWholeFile } from '#machine/wholeFile';

type ProbeEngine = (name: EngineName, settings: Record<string, string>) => Promise<Probe>;

/** The packages are looked at again after this long in any case. */
const validMs = 7 * 24 * 60 * 60_000;

/** By key: a worker that looks for a GPU probes several engines. */
const rememberedSchema = z.record(
  z.string(),
  z.object({ probedAt: z.number(), seconds: z.number(), provenance: provenanceSchema }),
);

export interface ProbeMemory {
  /** Probes an engine, or answers what its last probe on this machine gave. Only a success is remembered. */
  probe: ProbeEngine;
  /** Forgets all: an engine has crashed since it was probed. */
  forget(): Promise<void>;
}

/** A worker that starts again need not spend seconds on a probe that passed before with the same packages. */
export function rememberProbes(cacheDirectory: string, probeEngine: ProbeEngine): ProbeMemory {
  const path = join(cacheDirectory, 'engine-probe.json');

  async function recallAll(): Promise<z.infer<typeof rememberedSchema>> {
    try {
      const all = rememberedSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      return Object.fromEntries(Object.entries(all).filter(([, { probedAt }]) => Date.now() - probedAt <= validMs));
    } catch {
      // There is none, or it is from another version.
      return {};
    }
  }

  return {
    async probe(name, settings) {
      const key = await keyOf(name, settings);
      const remembered = (await recallAll())[key];
      if (remembered) return { works: true, seconds: remembered.seconds, provenance: remembered.provenance };
      const result = await probeEngine(name, settings);
      if (result.works) {
        const { seconds, provenance } = result;
        const text = JSON.stringify({ ...(await recallAll()), [key]: { probedAt: Date.now(), seconds, provenance } });
        // Without it the next start takes longer, no more.
        await mkdir(cacheDirectory, { recursive: true })
          .then(() => writeWholeFile(path, (file) => file.writeFile(text)))
          .catch(() => {});
      }
      return result;
    },
    forget: () => rm(path, { force: true }),
  };
}

/** Changes with the machine, its graphics card, the engine's settings and each installation of packages. */
async function keyOf(name: EngineName, settings: Record<string, string>): Promise<string> {
  const facts = { name, settings, machine: describeMachine(), threads: availableParallelism() };
  const hasCard = existsSync('/dev/nvidia0') ? 'NVIDIA' : mayHaveGpu();
  return createHash('sha256')
    .update(JSON.stringify({ ...facts, hasCard, installed: await installedAt() }))
    .digest('hex');
}

/** When npm last installed packages: it then writes a lock file into node_modules. */
async function installedAt(): Promise<number> {
  const tensorflow = createRequire(import.meta.url).resolve('@tensorflow/tfjs/package.json');
  const modules = dirname(dirname(dirname(tensorflow)));
  return (await stat(join(modules, '.package-lock.json')).catch(() => null))?.mtimeMs ?? 0;
}
