/** What computes a frozen part, ready to. */
export interface Executor {
  /** Of what it answers for one image. */
  shape: number[];
  /** Images that it takes at once: enough to keep it busy, and a bound on its memory. */
  batch: number;
  /**
   * The answers for `count` images, all as TensorFlow.js has them: channels last. The same bits each time for the same
   * images.
   */
  run(images: Float32Array, count: number): Promise<Float32Array>;
  dispose(): Promise<void>;
}
