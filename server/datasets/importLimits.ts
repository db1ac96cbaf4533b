import { maxImagePixels } from '#contracts/dataset';

/** What an uploaded archive may ask of the server. */
export interface ImportLimits {
  /** Bytes of the zip. */
  archiveBytes: number;
  /** Files and folders in the zip. */
  entries: number;
  /** Bytes of all its files, unpacked. */
  unpackedBytes: number;
  /** Bytes of one file, unpacked. */
  fileBytes: number;
  /** A file of more than a megabyte may unpack to this many times its packed size. Images hardly pack at all. */
  ratio: number;
  /** Pixels of one image. */
  pixels: number;
}

const mebibyte = 2 ** 20;

export const defaultImportLimits: ImportLimits = {
  archiveBytes: 2048 * mebibyte,
  entries: 200_000,
  unpackedBytes: 8192 * mebibyte,
  fileBytes: 32 * mebibyte,
  ratio: 100,
  pixels: maxImagePixels,
};
