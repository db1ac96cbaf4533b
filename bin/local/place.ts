import { chooseEngine, type Engine, openFeatureStore, startEngine, type TrainingPlace } from '#learning';
import { readEnvironment, setEnvironment } from '#machine/environment';
import type { LocalOptions } from './options.ts';

/** Starts the best engine that works in this process. Throws ENGINE_UNAVAILABLE. */
export async function startBestEngine(wanted: LocalOptions['engine']): Promise<Engine> {
  const { name, settings } = await chooseEngine(wanted ?? readEnvironment().ENGINE);
  setEnvironment(settings);
  return startEngine(name);
}

/** What a command trains or predicts with: the best engine, and the caches that this machine's workers use too. */
export async function openPlace(wanted: LocalOptions['engine']): Promise<TrainingPlace> {
  return placeOn(await startBestEngine(wanted));
}

/** The same with an engine that is started already. */
export function placeOn(engine: Engine): TrainingPlace {
  const { directories, featureStore, KERAS_WEIGHTS_URL } = readEnvironment();
  return {
    engine,
    store: openFeatureStore(featureStore),
    cacheDirectory: directories.cache,
    kerasWeightsUrl: KERAS_WEIGHTS_URL,
  };
}
