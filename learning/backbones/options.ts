/** What every backbone's builder takes. */
export interface BackboneOptions {
  /** Pixels of a side of the square RGB input. */
  inputSize: number;
  /**
   * Drives the initializers; null leaves the weights zero, for who needs only the shapes (quick, as zeros are not even
   * written).
   */
  seed: number | null;
  /** Keras's `include_top`, `classes` and `classifier_activation`. Absent: the last feature map. */
  top?: { classes: number; activation: 'softmax' | 'linear' };
  /** Without a top: reduce the last feature map [batch, rows, columns, channels] to [batch, channels]. */
  pooling?: 'avg' | 'max';
}
