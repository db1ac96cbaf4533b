import type { Provenance } from '#contracts/provenance';
import { type EngineName, type EngineOption, engineNames } from '#contracts/provenance';
import { RunFailure } from '#contracts/runFailure';
import { hasNvidiaGpu, installedNativePackage, nativePackages, startNative } from './native.ts';
import { probeEngine } from './probeEngine.ts';
import { startWasm } from './wasm.ts';

export interface EngineChoice {
  name: EngineName;
  /** What it is tried and ruled out as: the engine and how it is set. */
  label: string;
  /** Why this one, and which were ruled out and why. */
  reason: string;
  /** Environment variables that the process needs in which the engine is started. */
  settings: Record<string, string>;
  /** What the engine said of itself when it was probed, its speed included, and the reason. */
  provenance: Provenance;
}

export interface Engine {
  name: EngineName;
  provenance: Provenance;
}

/**
 * Tries the engines in the order of preference, each in a child process, so that one that crashes ends only its probe,
 * and takes the first that works. `excluded` says by label which are ruled out already, and why. Throws
 * ENGINE_UNAVAILABLE, saying what ruled out each, when none of the wanted ones does.
 */
export async function chooseEngine(
  wanted: EngineOption,
  {
    probe = probeEngine,
    nativePackage = installedNativePackage(),
    excluded = noneExcluded,
    hasGpu = hasNvidiaGpu,
  } = {},
): Promise<EngineChoice> {
  const ruledOut: string[] = [];
  for (const name of wanted === 'auto' ? engineNames : [wanted]) {
    if (name === 'native' && nativePackage === null) {
      ruledOut.push(`native ruled out: neither ${nativePackages.join(' nor ')} is installed`);
      continue;
    }
    for (const { label, settings, forGpu = false } of waysToStart[name]) {
      if (forGpu && !hasGpu()) continue;
      const why = excluded.get(label);
      if (why !== undefined) {
        ruledOut.push(`${label} ruled out: ${why}`);
        continue;
      }
      const result = await probe(name, settings);
      if (result.works) {
        const reason = [`${label} passed its probe in ${result.seconds.toFixed(1)} s`, ...ruledOut].join('; ');
        return { name, label, reason, settings, provenance: { ...result.provenance, engineReason: reason } };
      }
      ruledOut.push(`${label} ruled out: ${result.why}`);
    }
  }
  const expected = wanted === 'auto' ? engineNames.join(' or ') : wanted;
  throw new RunFailure(
    'ENGINE_UNAVAILABLE',
    `Expected the ${expected} engine to work here, but ${ruledOut.join('; ')}`,
  );
}

const noneExcluded: ReadonlyMap<string, string> = new Map();

/** A GPU's memory is taken as it is needed, so that several runs may share it; TensorFlow's greetings stay unsaid. */
const nativeSettings = { TF_FORCE_GPU_ALLOW_GROWTH: 'true', TF_CPP_MIN_LOG_LEVEL: '1' };

interface WayToStart {
  label: string;
  settings: Record<string, string>;
  /** Worth a try only on a machine with a GPU: on others it is as one before. */
  forGpu?: boolean;
}

/** What an engine is tried with, in this order. */
const waysToStart: Record<EngineName, WayToStart[]> = {
  native: [
    { label: 'native', settings: nativeSettings },
    // oneDNN's convolutions kill the process on some processors; TensorFlow's own are slower.
    { label: 'native without oneDNN', settings: { ...nativeSettings, TF_ENABLE_ONEDNN_OPTS: '0' } },
    // A card that is too old, or full, or whose driver does not fit, need not send everything to WASM.
    { label: 'native on the CPU', settings: { ...nativeSettings, CUDA_VISIBLE_DEVICES: '-1' }, forGpu: true },
  ],
  wasm: [{ label: 'wasm', settings: {} }],
};

/**
 * Starts an engine in this process: TensorFlow.js's backend is set and amended when the promise is fulfilled. May be
 * called again.
 */
export async function startEngine(name: EngineName): Promise<Engine> {
  return { name, provenance: name === 'native' ? await startNative() : await startWasm() };
}
