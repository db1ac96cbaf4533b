import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Adapter } from '#contracts/provenance';
import { allowsSoftwareAdapter } from '#machine/environment';

/** Dawn, Chromium's WebGPU, for Node. Optional: npm leaves it out where it has no binaries. */
export const webgpuPackage = 'webgpu';

const require = createRequire(import.meta.url);

export function isWebgpuInstalled(): boolean {
  try {
    require.resolve(webgpuPackage);
    return true;
  } catch {
    return false;
  }
}

/**
 * False if there is surely no GPU: Linux has a device file for each. It is not said of other systems, and a GPU may
 * still not work.
 */
export function mayHaveGpu(): boolean {
  if (process.platform !== 'linux') return true;
  const rendering = existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('render'));
  return rendering || ['/dev/nvidiactl', '/dev/dxg'].some((device) => existsSync(device));
}

/** What this project uses of WebGPU's device. */
export interface Device {
  lost: Promise<{ reason: string; message: string }>;
  addEventListener(type: 'uncapturederror', listener: (event: { error: Error }) => void): void;
  destroy(): void;
}

interface WebgpuAdapter {
  info: AdapterInfo;
  limits: Record<string, number>;
  features: ReadonlySet<string>;
  requestDevice(wanted: { requiredLimits: Record<string, number> }): Promise<Device>;
}

interface AdapterInfo {
  vendor: string;
  architecture: string;
  device: string;
  description: string;
  isFallbackAdapter: boolean;
}

interface Dawn {
  create(options: string[]): { requestAdapter(wanted: object): Promise<WebgpuAdapter | null> };
  globals: object;
}

/** The limits that TensorFlow.js's kernels come up against. */
const limitNames = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const;

export interface OpenedDevice {
  device: Device;
  info: AdapterInfo;
  adapter: Adapter;
  /** Of the package, which is Dawn's. */
  version: string;
  /** Has Dawn look now for what the GPU has finished. */
  lookForResults(): void;
}

/** The GPU that the system calls the fastest. */
interface FoundAdapter {
  gpu: ReturnType<Dawn['create']>;
  handle: WebgpuAdapter;
  adapter: Adapter;
}

/** Throws if there is none, or only one that the processor plays, unless that is allowed. */
export async function findAdapter(): Promise<FoundAdapter> {
  const { create, globals } = require(webgpuPackage) as Dawn;
  Object.assign(globalThis, globals);
  const gpu = create([]);
  const handle = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!handle) throw new Error('no GPU was found that WebGPU can use');
  const { info } = handle;
  const name = [...new Set([info.vendor, info.architecture, info.device])].filter(Boolean).join(' ');
  if (info.isFallbackAdapter && !allowsSoftwareAdapter())
    throw new Error(`the only adapter is ${name}, which computes on the processor`);
  const limits = Object.fromEntries(limitNames.map((limit) => [limit, handle.limits[limit]!])) as Adapter['limits'];
  return { gpu, handle, adapter: { name, driver: info.description, software: info.isFallbackAdapter, limits } };
}

/**
 * Opens the GPU that the system calls the fastest, with all that its limits allow, and puts WebGPU where TensorFlow.js
 * looks for it. Throws what `findAdapter` throws.
 */
export async function openDevice(): Promise<OpenedDevice> {
  const { gpu, handle, adapter } = await findAdapter();
  const { result, callbacks } = withImmediates(() => handle.requestDevice({ requiredLimits: adapter.limits }));
  const device = await result;
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  const { version } = require(`${webgpuPackage}/package.json`) as { version: string };
  return {
    device,
    info: handle.info,
    adapter,
    version,
    lookForResults() {
      const [callback] = callbacks;
      if (!callback) throw new Error(`expected Dawn ${version} to look for results in setImmediate`);
      callback();
    },
  };
}

/**
 * Calls a function and returns what it has passed to `setImmediate`. Dawn looks for results in such a callback, which
 * may be called again at any time.
 */
function withImmediates<Result>(call: () => Result): { result: Result; callbacks: (() => void)[] } {
  const { setImmediate } = globalThis;
  const callbacks: (() => void)[] = [];
  const listen = (callback: () => void) => {
    callbacks.push(callback);
    return setImmediate(callback);
  };
  Object.assign(globalThis, { setImmediate: listen });
  try {
    return { result: call(), callbacks };
  } finally {
    Object.assign(globalThis, { setImmediate });
  }
}
