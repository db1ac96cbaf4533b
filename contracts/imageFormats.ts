/** The kinds of image files that are read, told apart by their first bytes. Their endings are not asked. */

export const imageFormats = ['JPEG', 'PNG', 'GIF', 'WebP', 'BMP', 'TIFF', 'PPM'] as const;
/** PPM stands for PBM, PGM and PPM, which Pillow reads as one. */
export type ImageFormat = (typeof imageFormats)[number];

export const mediaTypes: Record<ImageFormat, string> = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  GIF: 'image/gif',
  WebP: 'image/webp',
  BMP: 'image/bmp',
  TIFF: 'image/tiff',
  PPM: 'image/x-portable-anymap',
};

/** `.` stands for any byte. Source: the Pillow plugins' `_accept`. */
const beginnings: [ImageFormat, RegExp][] = [
  ['JPEG', /^\xff\xd8\xff/],
  ['PNG', /^\x89PNG\r\n.\n/s],
  ['GIF', /^GIF8[79]a/],
  ['WebP', /^RIFF.{4}WEBP/s],
  ['BMP', /^BM/],
  ['TIFF', /^(II[*+]\0|MM\0[*+])/],
  ['PPM', /^P[1-6][\t-\r #]/],
];

/** The format of a file by its first bytes, of which 12 are enough; undefined where it is none of these. */
export function imageFormatOf(bytes: Uint8Array): ImageFormat | undefined {
  const beginning = String.fromCharCode(...bytes.subarray(0, 12));
  return beginnings.find(([, pattern]) => pattern.test(beginning))?.[0];
}
