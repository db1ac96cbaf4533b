import { chooseEngine } from '../../worker/engine/engine.ts';
import { comparison, type Row } from './row.ts';

let works: Promise<boolean> | undefined;

/** Whether the native engine is built and works here. */
export function hasNative(): Promise<boolean> {
  works ??= chooseEngine('native').then(
    () => true,
    () => false,
  );
  return works;
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
