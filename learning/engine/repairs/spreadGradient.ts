import * as tf from '@tensorflow/tfjs';

/**
 * The gradient of a convolution's output, spread out to where it met the input: `stride − 1` zeros between neighbours,
 * and as many around that a valid convolution with the filter turned by 180° gives the gradient of the input. [n, y, x,
 * b] → [n, h + i − 1, w + j − 1, b].
 */
export function spreadGradient(dy: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const { strideHeight, strideWidth, filterHeight, filterWidth, inHeight, inWidth, padInfo } = info;
  const [images, rows, columns, channels] = dy.shape;
  const spacedRows = (rows - 1) * strideHeight + 1;
  const spacedColumns = (columns - 1) * strideWidth + 1;
  let spread = dy;
  if (strideHeight > 1 || strideWidth > 1) {
    const widened = tf.pad3d(tf.reshape(dy, [images * rows * columns, 1, channels]), [
      [0, 0],
      [0, strideWidth - 1],
      [0, 0],
    ]);
    const rowLength = columns * strideWidth * channels;
    const heightened = tf.pad3d(tf.reshape(widened, [images * rows, 1, rowLength]), [
      [0, 0],
      [0, strideHeight - 1],
      [0, 0],
    ]);
    const spaced: tf.Tensor4D = tf.reshape(heightened, [images, rows * strideHeight, columns * strideWidth, channels]);
    spread = tf.slice4d(spaced, [0, 0, 0, 0], [images, spacedRows, spacedColumns, channels]);
  }
  const above = filterHeight - 1 - padInfo.top;
  const before = filterWidth - 1 - padInfo.left;
  return tf.pad4d(spread, [
    [0, 0],
    [above, inHeight + filterHeight - 1 - above - spacedRows],
    [before, inWidth + filterWidth - 1 - before - spacedColumns],
    [0, 0],
  ]);
}
