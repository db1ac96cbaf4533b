/** An image that is resized strip by strip, so that it need not be in memory as a whole. */
export interface Resizing {
  /** Takes `count` rows from row `top` on, three bytes a pixel. Every row is given once, in any order. */
  take(strip: Uint8Array, top: number, count: number): void;
  /** The resized image, three bytes a pixel, once all rows have been given. */
  pixels(): Uint8Array;
}
