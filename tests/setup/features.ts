import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ExecutorName } from '#contracts/provenance';
import type { Examples, Images } from '../../learning/data/examples.ts';
import { openExecutors } from '../../learning/executors/executors.ts';
import { type Features, openFeatures } from '../../learning/features/features.ts';
import { type FeatureStoreSettings, openFeatureStore } from '../../learning/features/store/featureStore.ts';

/** What a worker is told of the store below its cache. */
export function featureStoreIn(cache: string): FeatureStoreSettings {
  return { directory: join(cache, 'features'), limit: 1e9, precision: 'float32' };
}

/** Features that are computed on `name`, in an empty store that is removed when the test has ended. */
export function temporaryFeatures(name: ExecutorName = 'tfjs'): Features {
  const cache = mkdtempSync(join(tmpdir(), 'features-'));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  return openFeatures(openExecutors({ name, version: 'of the test' }), openFeatureStore(featureStoreIn(cache)));
}

/** Examples that a test makes up, as images; `name` tells them from others. */
export function asImages(examples: Examples, name: string): Images {
  return { ...examples, origin: { name }, identityOf: async (index) => String(index) };
}
