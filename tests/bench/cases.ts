import type { Case } from './bench.ts';
import { augmentation } from './cases/augmentation.ts';
import { cnn } from './cases/cnn.ts';
import { course } from './cases/course.ts';
import { features } from './cases/features.ts';
import { fineTuning } from './cases/fineTuning.ts';
import { growth } from './cases/growth.ts';
import { int8 } from './cases/int8.ts';
import { kernels } from './cases/kernels.ts';
import { lecture } from './cases/lecture.ts';
import { memory } from './cases/memory.ts';
import { peak } from './cases/peak.ts';
import { students } from './cases/students.ts';

/** All cases, in the order in which they are run. */
export const cases: readonly Case[] = [
  features,
  int8,
  peak,
  course,
  augmentation,
  fineTuning,
  cnn,
  kernels,
  growth,
  students,
  lecture,
  memory,
];
