import { fileURLToPath } from 'node:url';
import { type RunEnvironment, runEnvironmentSchema } from '#contracts/provenance';
import type { EngineName } from './engineName.ts';
import { tryInProcess } from './trial.ts';

export type Probe = { works: true; seconds: number; environment: RunEnvironment } | { works: false; why: string };

const probeProcess = fileURLToPath(new URL('./probeProcess.ts', import.meta.url));

/** Starts an engine in a child process with `settings` in its environment, and lets it train a step. Never throws. */
export async function probeEngine(name: EngineName, settings: Record<string, string>): Promise<Probe> {
  const trial = await tryInProcess(probeProcess, [name], settings);
  if (!trial.works) return trial;
  const { data, error } = runEnvironmentSchema.safeParse(trial.answer);
  return data
    ? { works: true, seconds: trial.seconds, environment: data }
    : { works: false, why: `it answered otherwise: ${error}` };
}
