/** What a trained model can leave as, and what its file is called. A TensorFlow.js model is a folder. */
export const exportFormats = ['keras', 'h5', 'tfjs', 'onnx', 'python'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportEndings: Record<ExportFormat, string> = {
  keras: '.keras',
  h5: '.h5',
  tfjs: '',
  onnx: '.onnx',
  python: '.py',
};
