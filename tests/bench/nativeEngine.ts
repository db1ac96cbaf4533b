import { chooseEngine } from '../../learning/engine/engine.ts';
import { comparison, type Row } from './row.ts';

let settings: Promise<Record<string, string> | null> | undefined;

/** The environment variables with which the native engine works here; null where it is not built or does not work. */
export function nativeSettings(): Promise<Record<string, string> | null> {
  settings ??= chooseEngine('native').then(
    (choice) => choice.settings,
    () => null,
  );
  return settings;
}

/** Whether the native engine is built and works here. */
export async function hasNative(): Promise<boolean> {
  return (await nativeSettings()) !== null;
}

/** The row of a case that needs the native engine, where there is none. */
export function unavailable(facts: Pick<Parameters<typeof comparison>[0], 'case' | 'unit' | 'atLeast'>): Row {
  return comparison({
    ...facts,
    engine: 'native',
    ours: null,
    keras: null,
    notes: ['the native engine is not there: npm run engine:build'],
  });
}
