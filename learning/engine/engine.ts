import { fileURLToPath } from 'node:url';
import {
  type EngineName,
  type EngineOption,
  engineNames,
  type Provenance,
  provenanceSchema,
} from '#contracts/provenance';
import { RunFailure } from '#contracts/runFailure';
import { hasNvidiaGpu, installedNativePackage, nativePackages, startNative } from './native.ts';
import { tryInProcess } from './trial.ts';
import { startWasm } from './wasm.ts';

export interface Engine {
  name: EngineName;
  provenance: Provenance;
}

export interface EngineChoice {
  name: EngineName;
  /** The engine and its settings, such as `native without oneDNN`. */
  label: string;
  /** Why this engine was chosen, and why others were ruled out. */
  reason: string;
  /** Environment variables for the process that starts the engine. */
  settings: Record<string, string>;
  /** The engine's provenance from its probe, with its speed and the reason. */
  provenance: Provenance;
}

/** Starts an engine in this process: sets TensorFlow.js's backend and repairs it. May be called again. */
export async function startEngine(name: EngineName): Promise<Engine> {
  return { name, provenance: name === 'native' ? await startNative() : await startWasm() };
}

/**
 * Probes the engines in the order of preference and returns the first that works. Each probe is a child process, so
 * that a crash ends only the probe. `excluded` holds, by label, why an engine is ruled out already. Throws
 * ENGINE_UNAVAILABLE with all reasons if no wanted engine works.
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

/** GPU memory is allocated as it is needed, so that several runs can share it; TensorFlow logs no information. */
const nativeSettings = { TF_FORCE_GPU_ALLOW_GROWTH: 'true', TF_CPP_MIN_LOG_LEVEL: '1' };

interface WayToStart {
  label: string;
  settings: Record<string, string>;
  /** Only for machines with a GPU: on others it is the same as an earlier entry. */
  forGpu?: boolean;
}

/** The labels and settings of each engine, in the order of preference. */
const waysToStart: Record<EngineName, WayToStart[]> = {
  native: [
    { label: 'native', settings: nativeSettings },
    // oneDNN's convolutions crash on some processors; TensorFlow's own are slower.
    { label: 'native without oneDNN', settings: { ...nativeSettings, TF_ENABLE_ONEDNN_OPTS: '0' } },
    // If the card is too old or full, or its driver does not fit, the processor is still faster than WASM.
    { label: 'native on the CPU', settings: { ...nativeSettings, CUDA_VISIBLE_DEVICES: '-1' }, forGpu: true },
  ],
  wasm: [{ label: 'wasm', settings: {} }],
};

export type Probe = { works: true; seconds: number; provenance: Provenance } | { works: false; why: string };

const probeProcess = fileURLToPath(new URL('./probeProcess.ts', import.meta.url));

/** Starts an engine in a child process with these environment variables, and computes with it. Never throws. */
export async function probeEngine(name: EngineName, settings: Record<string, string>): Promise<Probe> {
  const trial = await tryInProcess(probeProcess, [name], settings);
  if (!trial.works) return trial;
  const { data, error } = provenanceSchema.safeParse(trial.answer);
  return data
    ? { works: true, seconds: trial.seconds, provenance: data }
    : { works: false, why: `it answered otherwise: ${error}` };
}
