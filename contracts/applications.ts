import type { ApplicationName } from './backbones.ts';

/** What Keras publishes of one of its networks with ImageNet's weights (`keras.io/api/applications`). */
export interface Application {
  /** Of the weights with the top, in MB. */
  size: number;
  /**
   * Percent of ImageNet's validation images whose class is the most probable one, or among the five most probable ones.
   */
  top1: number;
  top5: number;
  /** With the top. */
  params: number;
  /** Layers from input to output: those with weights for VGG, for the others activations, normalizations and all. */
  depth: number;
  /** Milliseconds an inference step on the publisher's processor and graphics card. */
  cpuMs: number;
  gpuMs: number;
}

export const applications: Record<ApplicationName, Application> = {
  Xception: { size: 88, top1: 79.0, top5: 94.5, params: 22_910_480, depth: 81, cpuMs: 109.4, gpuMs: 8.1 },
  VGG16: { size: 528, top1: 71.3, top5: 90.1, params: 138_357_544, depth: 16, cpuMs: 69.5, gpuMs: 4.2 },
  VGG19: { size: 549, top1: 71.3, top5: 90.0, params: 143_667_240, depth: 19, cpuMs: 84.8, gpuMs: 4.4 },
  ResNet50: { size: 98, top1: 74.9, top5: 92.1, params: 25_636_712, depth: 107, cpuMs: 58.2, gpuMs: 4.6 },
  ResNet50V2: { size: 98, top1: 76.0, top5: 93.0, params: 25_613_800, depth: 103, cpuMs: 45.6, gpuMs: 4.4 },
  ResNet101: { size: 171, top1: 76.4, top5: 92.8, params: 44_707_176, depth: 209, cpuMs: 89.6, gpuMs: 5.2 },
  ResNet101V2: { size: 171, top1: 77.2, top5: 93.8, params: 44_675_560, depth: 205, cpuMs: 72.7, gpuMs: 5.4 },
  ResNet152: { size: 232, top1: 76.6, top5: 93.1, params: 60_419_944, depth: 311, cpuMs: 127.4, gpuMs: 6.5 },
  ResNet152V2: { size: 232, top1: 78.0, top5: 94.2, params: 60_380_648, depth: 307, cpuMs: 107.5, gpuMs: 6.6 },
  InceptionV3: { size: 92, top1: 77.9, top5: 93.7, params: 23_851_784, depth: 189, cpuMs: 42.2, gpuMs: 6.9 },
  InceptionResNetV2: { size: 215, top1: 80.3, top5: 95.3, params: 55_873_736, depth: 449, cpuMs: 130.2, gpuMs: 10.0 },
  MobileNet: { size: 16, top1: 70.4, top5: 89.5, params: 4_253_864, depth: 55, cpuMs: 22.6, gpuMs: 3.4 },
  MobileNetV2: { size: 14, top1: 71.3, top5: 90.1, params: 3_538_984, depth: 105, cpuMs: 25.9, gpuMs: 3.8 },
  DenseNet121: { size: 33, top1: 75.0, top5: 92.3, params: 8_062_504, depth: 242, cpuMs: 77.1, gpuMs: 5.4 },
  DenseNet169: { size: 57, top1: 76.2, top5: 93.2, params: 14_307_880, depth: 338, cpuMs: 96.4, gpuMs: 6.3 },
  DenseNet201: { size: 80, top1: 77.3, top5: 93.6, params: 20_242_984, depth: 402, cpuMs: 127.2, gpuMs: 6.7 },
  NASNetMobile: { size: 23, top1: 74.4, top5: 91.9, params: 5_326_716, depth: 389, cpuMs: 27.0, gpuMs: 6.7 },
};
