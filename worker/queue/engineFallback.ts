import { type ExecutorPlace, executorPlaces } from '#contracts/provenance';
import { RunFailure } from '#contracts/runFailure';
import type { EngineChoice, Probe } from '#learning';

/** The engine that a run is trained on. */
export interface RunEngine extends EngineChoice {
  /** Why ONNX Runtime may not compute the frozen prefix, by the place where it may not. */
  onnxRuledOut?: Partial<Record<ExecutorPlace, string>> | undefined;
}

export interface EngineFallback {
  /** The engine for runs that start now. */
  current(): RunEngine;
  /**
   * Records that a run has crashed its engine, or ONNX Runtime on a place (`inOnnx`). `signal` says what ended it, such
   * as SIGFPE or the loss of its GPU. Returns the engine for that run's second try; null when no other engine works
   * here.
   */
  crashed(engine: RunEngine, signal: string, inOnnx: ExecutorPlace | null): Promise<RunEngine | null>;
}

interface FallbackOptions {
  /**
   * Chooses an engine. `excluded` maps the label of each engine that is ruled out to the reason. Throws
   * ENGINE_UNAVAILABLE when no other engine works.
   */
  choose(excluded: ReadonlyMap<string, string>): Promise<EngineChoice>;
  probe(engine: EngineChoice): Promise<Probe>;
  /** Is called before `current` changes, also when ONNX Runtime is ruled out for all runs. */
  onChange(engine: EngineChoice): Promise<void>;
}

/**
 * Falls back to the next engine, or to the same engine with safer settings, after a crash. The run that crashed falls
 * back at once. All other runs follow when the engine fails its probe now, or when it crashes a second run: a single
 * crash may be the run's own fault, and the next engine is slower. When ONNX Runtime crashes, the engine stays and ONNX
 * Runtime is ruled out on that place: for that run at once, for all others after a second crash.
 */
export function openEngineFallback(first: EngineChoice, { choose, probe, onChange }: FallbackOptions): EngineFallback {
  let current: RunEngine = first;
  const onnxCrashes = new Map<ExecutorPlace, number>();
  const crashes = new Map<string, number>();
  const excluded = new Map<string, string>();
  // Crashes are handled one after the other, so that two simultaneous ones count as two.
  let lastCrash: Promise<unknown> = Promise.resolve();

  async function crashed(engine: RunEngine, signal: string): Promise<RunEngine | null> {
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
    await onChange(withOnnxReason(next));
    current = next;
    return next;
  }

  async function crashedOnnx(engine: RunEngine, signal: string, place: ExecutorPlace): Promise<RunEngine> {
    const count = (onnxCrashes.get(place) ?? 0) + 1;
    onnxCrashes.set(place, count);
    const why = `it was ended by ${signal} in ${count === 1 ? 'this run' : 'a second run'}`;
    const without = (one: RunEngine) => ({ ...one, onnxRuledOut: { ...one.onnxRuledOut, [place]: why } });
    if (count > 1 && current.onnxRuledOut?.[place] === undefined) {
      await onChange(withOnnxReason(without(current)));
      current = without(current);
    }
    return without(engine);
  }

  /** Adds to the engine's reason, which the worker's row shows, why ONNX Runtime is ruled out. */
  function withOnnxReason({ onnxRuledOut, ...engine }: RunEngine): EngineChoice {
    const reasons = (Object.entries(onnxRuledOut ?? {}) as [ExecutorPlace, string][]).map(
      ([place, why]) => `ONNX Runtime${place === 'processor' ? '' : ` on ${executorPlaces[place]}`} ruled out: ${why}`,
    );
    return { ...engine, reason: [engine.reason, ...reasons].join('; ') };
  }

  async function whyRuledOut(engine: EngineChoice, signal: string, count: number): Promise<string | null> {
    if (count > 1) return `it was ended by ${signal} in a second run`;
    const again = await probe(engine);
    return again.works ? null : `it was ended by ${signal} in a run, and then ${again.why}`;
  }

  return {
    current: () => current,
    crashed(engine, signal, inOnnx) {
      const next = lastCrash.then(() => (inOnnx ? crashedOnnx(engine, signal, inOnnx) : crashed(engine, signal)));
      lastCrash = next.catch(() => {});
      return next;
    },
  };
}
