import { fileURLToPath } from 'node:url';
import type { EngineName } from '#contracts/provenance';
import { type Provenance, provenanceSchema } from '#contracts/provenance';
import { tryInProcess } from './trial.ts';

export type Probe = { works: true; seconds: number; provenance: Provenance } | { works: false; why: string };

const probeProcess = fileURLToPath(new URL('./probeProcess.ts', import.meta.url));

/** Starts an engine in a child process with `settings` in its provenance, and lets it train a step. Never throws. */
export async function probeEngine(name: EngineName, settings: Record<string, string>): Promise<Probe> {
  const trial = await tryInProcess(probeProcess, [name], settings);
  if (!trial.works) return trial;
  const { data, error } = provenanceSchema.safeParse(trial.answer);
  return data
    ? { works: true, seconds: trial.seconds, provenance: data }
    : { works: false, why: `it answered otherwise: ${error}` };
}
