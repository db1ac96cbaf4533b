import { z } from 'zod';

/** What a trained model can leave as, and what its file is called. A TensorFlow.js model is a folder. */
export const exportFormats = ['keras', 'h5', 'tfjs', 'onnx', 'python'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const exportEndings: Record<ExportFormat, string> = {
  keras: '.keras',
  h5: '.h5',
  tfjs: '',
  onnx: '.onnx',
  python: '.py',
};
