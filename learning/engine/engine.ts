import { fileURLToPath } from 'node:url';
import {
  type EngineName,
  type EngineOption,
  engineNames,
  type Provenance,
  provenanceSchema,
} from '#contracts/provenance';
import { RunFailure } from '#contracts/runFailure';
import { hasNvidiaGpu, installedNativePackage, isOnGpu, nativePackages, startNative } from './native.ts';
import { tryInProcess } from './trial.ts';
import { startWasm } from './wasm.ts';
import { startWebgpu } from './webgpu.ts';
import { isWebgpuInstalled, mayHaveGpu, webgpuPackage } from './webgpuDevice.ts';

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
  return { name, provenance: await starters[name]() };
}

const starters = { native: startNative, webgpu: startWebgpu, wasm: startWasm };

/**
 * Probes the engines in the order of preference and returns the first that works: native on a GPU, WebGPU on a GPU,
 * native on the processor, WASM. Each probe is a child process, so that a crash ends only the probe. `excluded` holds,
 * by label, why an engine is ruled out already. Throws ENGINE_UNAVAILABLE with all reasons if no wanted engine works.
 */
export async function chooseEngine(
  wanted: EngineOption,
  {
    probe = probeEngine,
    nativePackage = installedNativePackage(),
    hasWebgpu = isWebgpuInstalled(),
    excluded = noneExcluded,
    hasGpu = hasNvidiaGpu,
    hasAnyGpu = mayHaveGpu,
  } = {},
): Promise<EngineChoice> {
  const ruledOut: string[] = [];
  const choiceOf = ({ name, label, settings }: WayToStart, { seconds, provenance }: WorkingProbe): EngineChoice => {
    const reason = [`${label} passed its probe in ${seconds.toFixed(1)} s`, ...ruledOut].join('; ');
    return { name, label, reason, settings, provenance: { ...provenance, engineReason: reason } };
  };
  /** The native engine on the processor: it works, but a GPU would be faster. */
  let onProcessor: (() => EngineChoice) | undefined;
  for (const way of wanted === 'auto' ? inOrder : waysOf[wanted]) {
    const { name, label, settings, forGpu = false } = way;
    if (onProcessor && name !== 'webgpu') continue;
    if (forGpu && !hasGpu()) continue;
    if (name === 'native' && nativePackage === null) {
      if (label === name) ruledOut.push(`native ruled out: neither ${nativePackages.join(' nor ')} is installed`);
      continue;
    }
    const why = excluded.get(label) ?? whyNotTried(way);
    if (why !== undefined) {
      ruledOut.push(`${label} ruled out: ${why}`);
      continue;
    }
    const result = await probe(name, settings);
    if (!result.works) ruledOut.push(`${label} ruled out: ${result.why}`);
    else if (wanted === 'auto' && name === 'native' && !forGpu && !isOnGpu(result.provenance))
      onProcessor = () => choiceOf(way, result);
    else return choiceOf(way, result);
  }
  if (onProcessor) return onProcessor();
  const expected = wanted === 'auto' ? engineNames.join(' or ') : wanted;
  throw new RunFailure(
    'ENGINE_UNAVAILABLE',
    `Expected the ${expected} engine to work here, but ${ruledOut.join('; ')}`,
  );

  function whyNotTried({ name, settings }: WayToStart): string | undefined {
    if (name !== 'webgpu') return undefined;
    if (!hasWebgpu) return `the package ${webgpuPackage} is not installed`;
    return settings === onSoftware || hasAnyGpu() ? undefined : 'this machine has no GPU';
  }
}

const noneExcluded: ReadonlyMap<string, string> = new Map();

/** GPU memory is allocated as it is needed, so that several runs can share it; TensorFlow logs no information. */
const nativeSettings = { TF_FORCE_GPU_ALLOW_GROWTH: 'true', TF_CPP_MIN_LOG_LEVEL: '1' };

/** Somebody who asks for WebGPU by its name gets it on the processor, too. */
const onSoftware = { WEBGPU_SOFTWARE_ADAPTER: 'allowed' };

interface WayToStart {
  name: EngineName;
  label: string;
  settings: Record<string, string>;
  /** Only for machines with an NVIDIA GPU: on others it is the same as an earlier entry. */
  forGpu?: boolean;
}

const native: WayToStart[] = [
  { name: 'native', label: 'native', settings: nativeSettings },
  // oneDNN's convolutions crash on some processors; TensorFlow's own are slower.
  { name: 'native', label: 'native without oneDNN', settings: { ...nativeSettings, TF_ENABLE_ONEDNN_OPTS: '0' } },
];
// If the card is too old or full, or its driver does not fit, the processor is still faster than WASM.
const nativeOnCpu: WayToStart = {
  name: 'native',
  label: 'native on the CPU',
  settings: { ...nativeSettings, CUDA_VISIBLE_DEVICES: '-1' },
  forGpu: true,
};
const wasm: WayToStart = { name: 'wasm', label: 'wasm', settings: {} };

/** The labels and settings of each engine that is asked for by its name, in the order of preference. */
const waysOf: Record<EngineName, WayToStart[]> = {
  native: [...native, nativeOnCpu],
  webgpu: [{ name: 'webgpu', label: 'webgpu', settings: onSoftware }],
  wasm: [wasm],
};

/** Those of a worker that takes the first engine that works. */
const inOrder: WayToStart[] = [...native, { name: 'webgpu', label: 'webgpu', settings: {} }, nativeOnCpu, wasm];

export type Probe = WorkingProbe | { works: false; why: string };

interface WorkingProbe {
  works: true;
  seconds: number;
  provenance: Provenance;
}

/** A software adapter takes most of a minute to compile what is probed, and more on a busy machine. */
const softwareTimeoutMs = 600_000;

const probeProcess = fileURLToPath(new URL('./probeProcess.ts', import.meta.url));

/** Starts an engine in a child process with these environment variables, and computes with it. Never throws. */
export async function probeEngine(name: EngineName, settings: Record<string, string>): Promise<Probe> {
  const patience = settings === onSoftware ? { timeoutMs: softwareTimeoutMs } : {};
  const trial = await tryInProcess(probeProcess, [name], settings, patience);
  if (!trial.works) return trial;
  const { data, error } = provenanceSchema.safeParse(trial.answer);
  return data
    ? { works: true, seconds: trial.seconds, provenance: data }
    : { works: false, why: `it answered otherwise: ${error}` };
}
