import { InvalidArgumentError } from 'commander';
import { chooseEngine, type Engine, startEngine } from '../../worker/engine/engine.ts';
import { engineNames } from '../../worker/engine/engineName.ts';

export type WantedEngine = Parameters<typeof chooseEngine>[0];

/** Starts the wanted engine in this process, once it has worked in a process of its own. Throws ENGINE_UNAVAILABLE. */
export async function startLocalEngine(wanted: WantedEngine): Promise<Engine> {
  const { name, settings } = await chooseEngine(wanted);
  Object.assign(process.env, settings);
  return startEngine(name);
}

/** For an option's value. */
export function engineOption(value: string): WantedEngine {
  const found = (['auto', ...engineNames] as const).find((name) => name === value);
  if (!found) throw new InvalidArgumentError(`expected auto, ${engineNames.join(' or ')}.`);
  return found;
}
