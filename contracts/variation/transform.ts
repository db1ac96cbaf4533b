/** In pixels. */
export interface ImageSize {
  height: number;
  width: number;
}

/** One variation of an image, with Keras's names. It holds for one size of image, because shifts are in pixels. */
export interface Transform {
  /** Rotation in degrees. */
  theta: number;
  /** Shift in pixels; `affineMatrix` says in which direction. */
  tx: number;
  ty: number;
  /** Degrees. */
  shear: number;
  /** Above 1 shrinks the picture. */
  zx: number;
  zy: number;
  flipHorizontal: boolean;
  flipVertical: boolean;
}
