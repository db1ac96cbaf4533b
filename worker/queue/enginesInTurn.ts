import { RunFailure } from '#contracts/runFailure';
import type { EngineChoice, Probe } from '#learning';

/** What a run is trained on. */
export interface EngineInTurn extends EngineChoice {
  /** Why ONNX Runtime is not to compute its frozen part. */
  onnxRuledOut?: string | undefined;
}

export interface EnginesInTurn {
  /** What runs that begin now are trained on. */
  current(): EngineInTurn;
  /**
   * Notes that a run has crashed the engine, or ONNX Runtime (`inOnnx`), and answers what that run may be tried on once
   * more; null when nothing else works here.
   */
  crashed(engine: EngineInTurn, signal: string, inOnnx: boolean): Promise<EngineInTurn | null>;
}

export interface EngineTrials {
  /**
   * Chooses among the engines that are not ruled out, by their labels. Throws ENGINE_UNAVAILABLE when none of them
   * works.
   */
  choose(excluded: ReadonlyMap<string, string>): Promise<EngineChoice>;
  probe(engine: EngineChoice): Promise<Probe>;
  /** Hears of each change of `current`, ONNX Runtime ruled out for all included, before runs begin on it. */
  onChange(engine: EngineChoice): Promise<void>;
}

/**
 * Goes from a setting of an engine that crashes to the next one: with the run that crashed at once, with all others
 * when the setting fails its probe now or crashes with a second run. One crash alone may be the run's own doing, and
 * the next setting is slower. Where ONNX Runtime crashes, the engine stays, and ONNX Runtime is ruled out: for that run
 * at once, for all others with the second run.
 */
export function takeEnginesInTurn(first: EngineChoice, { choose, probe, onChange }: EngineTrials): EnginesInTurn {
  let current: EngineInTurn = first;
  let onnxCrashes = 0;
  const crashes = new Map<string, number>();
  const excluded = new Map<string, string>();
  // One crash after the other, so that two runs that crash at once count as two.
  let turn: Promise<unknown> = Promise.resolve();

  async function crashed(engine: EngineInTurn, signal: string): Promise<EngineInTurn | null> {
    const { label } = engine;
    const count = (crashes.get(label) ?? 0) + 1;
    crashes.set(label, count);
    if (label !== current.label) return current;
    const why = await whyRuledOut(engine, signal, count);
    const chosen = await choose(new Map([...excluded, [label, why ?? `it was ended by ${signal} in this run`]])).catch(
      (error: unknown) => {
        if (error instanceof RunFailure && error.code === 'ENGINE_UNAVAILABLE') return null;
        throw error;
      },
    );
    const next = chosen && { ...chosen, onnxRuledOut: current.onnxRuledOut };
    if (why === null || next === null) return next;
    excluded.set(label, why);
    await onChange(shown(next));
    current = next;
    return next;
  }

  async function crashedOnnx(engine: EngineInTurn, signal: string): Promise<EngineInTurn> {
    onnxCrashes++;
    const onnxRuledOut = `it was ended by ${signal} in ${onnxCrashes === 1 ? 'this run' : 'a second run'}`;
    if (onnxCrashes > 1 && current.onnxRuledOut === undefined) {
      await onChange(shown({ ...current, onnxRuledOut }));
      current = { ...current, onnxRuledOut };
    }
    return { ...engine, onnxRuledOut };
  }

  /** Runs have it in their executor's reason, the worker in its engine's. */
  function shown({ onnxRuledOut, ...engine }: EngineInTurn): EngineChoice {
    return onnxRuledOut === undefined
      ? engine
      : { ...engine, reason: `${engine.reason}; ONNX Runtime ruled out: ${onnxRuledOut}` };
  }

  async function whyRuledOut(engine: EngineChoice, signal: string, count: number): Promise<string | null> {
    if (count > 1) return `it was ended by ${signal} in a second run`;
    const again = await probe(engine);
    return again.works ? null : `it was ended by ${signal} in a run, and then ${again.why}`;
  }

  return {
    current: () => current,
    crashed(engine, signal, inOnnx) {
      const answer = turn.then(() => (inOnnx ? crashedOnnx(engine, signal) : crashed(engine, signal)));
      turn = answer.catch(() => {});
      return answer;
    },
  };
}
