/** Where the images of a split come from. */
export interface ImageSource {
  labels: Int32Array;
  /** The bytes of an image's file. Throws a RunFailure where the system, and not the image, prevents that. */
  read(index: number): Promise<Buffer>;
  /** Their SHA-256, in hex, where it is known already. */
  hashOf?(index: number): string;
  /** The ending of its name, with the dot, where its hash is known already. */
  endingOf?(index: number): string;
  /** What a message may call an image. */
  nameOf(index: number): string;
  /** Whether a message may not say what is wrong inside an image. */
  sealed: boolean;
}
