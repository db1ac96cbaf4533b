import { writeFile } from 'node:fs/promises';
import type { ExportFormat } from '#contracts/exports';
import type { SavedModel } from '../network/savedModel.ts';
import { exportOnnx } from '../onnx/exportOnnx.ts';
import { describeExport } from './description.ts';
import { writeKerasFile } from './kerasFile.ts';
import { kerasLayers } from './kerasLayers.ts';
import { pythonScript } from './pythonScript.ts';
import { openAsTfjs, writeTfjsModel } from './tfjsModel.ts';
import { writeWholeH5 } from './wholeH5.ts';

/**
 * Writes a trained model to `path` in another library's format: a file, or for TensorFlow.js a folder. All compute the
 * probabilities from preprocessed images [batch, size, size, 3], in float32.
 */
export async function exportModel(saved: SavedModel, format: ExportFormat, path: string): Promise<void> {
  if (format === 'python') return writeFile(path, pythonScript(saved));
  const { name } = saved.model.backbone;
  const layers = kerasLayers(saved);
  const description = describeExport(saved);
  switch (format) {
    case 'keras':
      return writeKerasFile(path, name, layers, description);
    case 'h5':
      return writeWholeH5(path, name, layers, description);
    case 'tfjs':
      return writeTfjsModel(path, name, layers, description);
    case 'onnx': {
      const network = await openAsTfjs(name, layers);
      try {
        const { file } = exportOnnx(network, {
          portable: true,
          metadata: { downstream: JSON.stringify(description.facts) },
        });
        return await writeFile(path, file);
      } finally {
        network.dispose();
      }
    }
    default:
      return format satisfies never;
  }
}
