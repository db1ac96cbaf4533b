import { executorPlaces } from '#contracts/provenance';
import { whyNotTried } from '../onnx/probePlace.ts';
import { gpuPlacesOfThisBuild, type OnnxRuntime, placesRuledOut, startOnnxRuntime } from '../onnx/runtime.ts';

export type GpuRuntime = Pick<OnnxRuntime, 'place' | 'version' | 'software'>;

export interface GpuPlaces {
  /** Where ONNX Runtime works besides the processor. */
  works: GpuRuntime[];
  /** Why it does not work on others that this machine might have: "not on CUDA: …". */
  whyNot: string[];
}

/** The GPUs on which ONNX Runtime works here. Each is tried once for this process. */
export async function gpuPlaces(): Promise<GpuPlaces> {
  const works: GpuRuntime[] = [];
  const whyNot: string[] = [];
  for (const place of await gpuPlacesOfThisBuild()) {
    if (placesRuledOut().has(place) || whyNotTried(place) !== undefined) continue;
    await startOnnxRuntime(place).then(
      (runtime) => works.push(runtime),
      ({ message }: Error) => whyNot.push(`not on ${executorPlaces[place]}: ${message}`),
    );
  }
  return { works, whyNot };
}
