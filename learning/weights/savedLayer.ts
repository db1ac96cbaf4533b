/**
 * The weights of one layer as some file holds them: trainable ones first, then moving statistics, each in the model's
 * memory order.
 */
export interface SavedLayer {
  name: string;
  tensors: { name: string; shape: number[]; values: Float32Array }[];
}
