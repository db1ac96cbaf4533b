import sharp, { type Sharp } from 'sharp';
import { imageFormatOf, mediaTypes } from '#contracts/imageFormats';

/** Pixels of the side of a picture that stands for a file which browsers do not show. */
const side = 512;

/**
 * An image as a browser shows it: the file itself, or a smaller PNG of a TIFF or a PPM. A file that cannot be
 * converted is sent as it is.
 */
export async function shownImage(bytes: Buffer): Promise<{ body: Buffer; mediaType: string }> {
  const format = imageFormatOf(bytes);
  const asIs = { body: bytes, mediaType: format ? mediaTypes[format] : 'application/octet-stream' };
  const source =
    format === 'TIFF' ? sharp(bytes, { limitInputPixels: false }) : format === 'PPM' ? netpbm(bytes) : null;
  if (!source) return asIs;
  try {
    const body = await source.resize(side, side, { fit: 'inside', withoutEnlargement: true }).png().toBuffer();
    return { body, mediaType: mediaTypes.PNG };
  } catch {
    return asIs;
  }
}

/** The usual PGM and PPM: bytes behind a header of magic number, width, height and 255. Null for other ones. */
function netpbm(bytes: Buffer): Sharp | null {
  const header = /^P([56])\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 1000));
  if (!header) return null;
  const [whole, kind, width, height] = header;
  const raw = { width: Number(width), height: Number(height), channels: kind === '6' ? 3 : 1 } as const;
  return sharp(bytes.subarray(whole.length), { raw, limitInputPixels: false });
}
