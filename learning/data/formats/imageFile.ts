/** An image file whose size is known and whose rows are decoded when they are asked for. */
export interface ImageFile {
  width: number;
  height: number;
  /**
   * `count` rows from row `top` on: width × count × 3 bytes, red, green and blue, row by row. Throws an error of one
   * line where the file is damaged.
   */
  rows(top: number, count: number): Uint8Array | Promise<Uint8Array>;
}
