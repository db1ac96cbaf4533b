/** The defaults of Keras's ImageDataGenerator, which change nothing. */
export const noAugmentation = {
  rotationRange: 0,
  widthShiftRange: 0,
  heightShiftRange: 0,
  shearRange: 0,
  zoomRange: 0,
  horizontalFlip: false,
  verticalFlip: false,
  fillMode: 'nearest' as const,
  cval: 0,
};
