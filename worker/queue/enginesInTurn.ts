import { RunFailure } from '#contracts/runFailure';
import type { EngineChoice } from '../engine/engine.ts';
import type { Probe } from '../engine/probeEngine.ts';

export interface EnginesInTurn {
  /** What runs that begin now are trained on. */
  current(): EngineChoice;
  /** Notes that a run has crashed the engine, and answers what that run may be tried on once more; null when nothing else works here. */
  crashed(engine: EngineChoice, signal: string): Promise<EngineChoice | null>;
}

export interface EngineTrials {
  /** Chooses among the engines that are not ruled out, by their labels. Throws ENGINE_UNAVAILABLE when none of them works. */
  choose(excluded: ReadonlyMap<string, string>): Promise<EngineChoice>;
  probe(engine: EngineChoice): Promise<Probe>;
  /** Hears of each change of `current`, before runs begin on it. */
  onChange(engine: EngineChoice): Promise<void>;
}

/**
 * Goes from a setting of an engine that crashes to the next one: with the run that crashed at once, with all others when the setting fails
 * its probe now or crashes with a second run. One crash alone may be the run's own doing, and the next setting is slower.
 */
export function takeEnginesInTurn(first: EngineChoice, { choose, probe, onChange }: EngineTrials): EnginesInTurn {
  let current = first;
  const crashes = new Map<string, number>();
  const excluded = new Map<string, string>();
  // One crash after the other, so that two runs that crash at once count as two.
  let turn: Promise<unknown> = Promise.resolve();

  async function crashed(engine: EngineChoice, signal: string): Promise<EngineChoice | null> {
    const { label } = engine;
    const count = (crashes.get(label) ?? 0) + 1;
    crashes.set(label, count);
    if (label !== current.label) return current;
    const why = await whyRuledOut(engine, signal, count);
    const next = await choose(new Map([...excluded, [label, why ?? `it was ended by ${signal} in this run`]])).catch((error: unknown) => {
      if (error instanceof RunFailure && error.code === 'ENGINE_UNAVAILABLE') return null;
      throw error;
    });
    if (why === null || next === null) return next;
    excluded.set(label, why);
    await onChange(next);
    current = next;
    return next;
  }

  async function whyRuledOut(engine: EngineChoice, signal: string, count: number): Promise<string | null> {
    if (count > 1) return `it was ended by ${signal} in a second run`;
    const again = await probe(engine);
    return again.works ? null : `it was ended by ${signal} in a run, and then ${again.why}`;
  }

  return {
    current: () => current,
    crashed(engine, signal) {
      const answer = turn.then(() => crashed(engine, signal));
      turn = answer.catch(() => {});
      return answer;
    },
  };
}
