import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { pictureAddress } from '#contracts/pictures';
import { requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import type { DatasetContext } from '../datasets/dataset.context.ts';
import { ApiError } from '../graphql/errors.ts';

const mostBytes = 10_000_000;
const mostPixels = 40_000_000;
/** Pixels of the longer side as it is stored; wide enough for a page on a sharp screen. */
const longestSide = 1600;

/**
 * Stores an uploaded picture for the texts of a course: smaller, without what a camera wrote into it, and never as it
 * came. Answers its address for Markdown. Throws UPLOAD_NOT_FOUND or BAD_IMAGE.
 */
export async function addPicture(context: DatasetContext, courseId: string, uploadId: string): Promise<string> {
  const { path, discard } = await context.uploads.take(uploadId, requireViewer(context).id);
  try {
    const { size } = await stat(path);
    if (size > mostBytes) throw unusable(`a file of ${size} bytes, and ${mostBytes} are the most`);
    const { data, mediaType } = await convert(await readFile(path));
    const sha256 = await context.objects.put(data);
    await context.database.$transaction(async (transaction) => {
      const where = { courseId_sha256: { courseId, sha256 } };
      await transaction.picture.upsert({
        where,
        create: { courseId, sha256, mediaType, bytes: data.length },
        update: {},
      });
      await recordChange(context, transaction, {
        courseId,
        action: 'picture.add',
        subjectId: sha256,
        subject: mediaType,
      });
    });
    return pictureAddress(courseId, sha256);
  } finally {
    await discard();
  }
}

async function convert(bytes: Buffer): Promise<{ data: Buffer; mediaType: string }> {
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels }).timeout({ seconds: 10 });
    const { format, hasAlpha } = await picture.metadata();
    // Drawings of formats that run or load something (SVG, PDF) are not taken at all.
    if (!['jpeg', 'png', 'webp', 'gif'].includes(format)) throw unusable(`a file of the format ${format}`);
    const fitting = picture.rotate().resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
    const isDrawing = format === 'png' || format === 'gif' || hasAlpha;
    const data = await (isDrawing ? fitting.png() : fitting.jpeg({ quality: 85 })).toBuffer();
    return { data, mediaType: isDrawing ? 'image/png' : 'image/jpeg' };
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw unusable(`a file that cannot be read (${(error as Error).message.split('\n')[0]})`);
  }
}

function unusable(received: string): ApiError {
  return new ApiError('BAD_IMAGE', `Expected a JPEG, PNG, WebP or GIF of at most 10 MB, received ${received}.`);
}
