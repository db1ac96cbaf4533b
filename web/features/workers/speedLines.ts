import type { EngineSpeed } from '#contracts/provenance';

/** An engine's measured speed in words, most telling first. */
export function speedLines({ convolutionGflops, cnnStepMs }: EngineSpeed): [convolution: string, step: string] {
  return [
    `${convolutionGflops} GFLOP/s in a 3×3 convolution`,
    `${cnnStepMs} ms for a step of the small CNN on 16 images`,
  ];
}
