import { readFile, rm, stat } from 'node:fs/promises';
import { pictureAddress } from '#contracts/pictures';
import { requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import type { DatasetContext } from '../datasets/dataset.context.ts';
import { ApiError } from '../graphql/errors.ts';
import { requireRoom } from '../storage/storage.service.ts';

const mostBytes = 10_000_000;

/**
 * Stores an uploaded picture for the texts of a course: smaller, without what a camera wrote into it, and never as it
 * came. Answers its address for Markdown. Throws UPLOAD_NOT_FOUND, STORAGE_FULL or BAD_IMAGE.
 */
export async function addPicture(context: DatasetContext, courseId: string, uploadId: string): Promise<string> {
  return context.uploads.take(uploadId, requireViewer(context).id, async ({ path }) => {
    const { size } = await stat(path);
    if (size > mostBytes)
      throw new ApiError('BAD_IMAGE', `Expected an image of at most ${mostBytes} bytes, received one of ${size}.`);
    await requireRoom(context, courseId, size);
    const { body, mediaType } = await context.images.convert('picture', await readFile(path));
    const sha256 = await context.objects.put(body);
    await context.database.$transaction(async (transaction) => {
      const where = { courseId_sha256: { courseId, sha256 } };
      await transaction.picture.upsert({
        where,
        create: { courseId, sha256, mediaType, bytes: body.length },
        update: {},
      });
      await recordChange(context, transaction, {
        courseId,
        action: 'picture.add',
        subjectId: sha256,
        subject: mediaType,
      });
    });
    await rm(path, { force: true });
    return pictureAddress(courseId, sha256);
  });
}
