import type { EngineName } from '#contracts/provenance';
import { chooseEngine, type Engine, startEngine } from '../../learning/engine/engine.ts';

/** The engine that tests compute on: `ENGINE=native npm test -- tests/worker` asks for the native one. */
const testEngine: EngineName = process.env.ENGINE === 'native' ? 'native' : 'wasm';

/** Starts the engine in the test's process, with the settings that let it work on this processor. */
export async function startTestEngine(): Promise<Engine> {
  if (testEngine === 'wasm') return startEngine('wasm');
  const { name, settings } = await chooseEngine(testEngine);
  Object.assign(process.env, settings);
  return startEngine(name);
}
