import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { backboneNames, backbones, preprocessings } from '#contracts/backbones';
import { largestInput } from '#contracts/recipe';
import type { Queue } from '#prisma/queue';
import { readWeightUpload, sendWeightUpload } from '#prisma/weightUploads';
import { requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { DatasetContext } from '../datasets/dataset.context.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { requireRoom } from '../storage/storage.service.ts';
import { publishedName } from './publishedName.ts';
import type { UploadWeightsInput, WeightsUpload } from './weights.type.ts';

/** What uploaded weights need of a server. */
export type UploadContext = Pick<DatasetContext, 'uploads'> & Context & { queue: Queue };

/** VGG19's file with its top has 575 MB; no file of a network here is larger. */
const largestFile = 2 ** 30;

const inputSchema = z
  .object({
    name: publishedName,
    backbone: z.enum(backboneNames),
    inputSize: z.int().max(largestInput).optional(),
    preprocessing: z.enum(preprocessings).optional(),
  })
  .transform(({ backbone, ...input }) => ({
    ...input,
    backbone,
    inputSize: input.inputSize ?? backbones[backbone].inputSize,
    preprocessing: input.preprocessing ?? backbones[backbone].defaults.preprocessing,
  }))
  .refine(({ backbone, inputSize }) => inputSize >= backbones[backbone].smallestInput, {
    path: ['inputSize'],
    params: { code: 'smallInput' },
    error: ({ input }) => {
      const { backbone } = input as { backbone: (typeof backboneNames)[number] };
      return `expected at least ${backbones[backbone].smallestInput} pixels for ${backbone}`;
    },
  });

/**
 * Has a worker check an uploaded file of weights and publish it. Answers before that is done. Throws BAD_USER_INPUT,
 * NAME_TAKEN, STORAGE_FULL or UPLOAD_NOT_FOUND.
 */
export async function uploadWeights(context: UploadContext, input: UploadWeightsInput): Promise<WeightsUpload> {
  const { courseId, uploadId } = input;
  // GraphQL says null where nothing was said.
  const said = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  const checked = checkInput(inputSchema, said);
  const { name } = checked;
  if (await context.database.weights.findUnique({ where: { courseId_name: { courseId, name } } }))
    throw new ApiError('NAME_TAKEN', `Expected a name that no weights of this course have yet, received "${name}".`);
  return context.uploads.take(uploadId, requireViewer(context).id, async ({ path, share }) => {
    const { size } = await stat(path);
    if (size > largestFile)
      throw new ApiError('BAD_USER_INPUT', `Expected a file of at most ${largestFile} bytes, received ${size}.`, {
        detail: 'WEIGHTS_TOO_LARGE',
        megabytes: Math.floor(largestFile / 1e6),
      });
    await requireRoom(context, courseId, size);
    await share();
    const id = await sendWeightUpload(context.queue, { courseId, uploadId, ...checked });
    await recordChange(context, context.database, { courseId, action: 'weights.upload', subjectId: id, subject: name });
    return { id, isChecked: false, failure: null, weightsId: null };
  });
}

/** How far the check of an uploaded file is; null to everyone but the staff of its course. Throws UNAUTHENTICATED. */
export async function findWeightsUpload(context: UploadContext, id: string): Promise<WeightsUpload | null> {
  requireViewer(context);
  const found = await readWeightUpload(context.queue, id);
  if (!found || !isStaff(await roleIn(context, found.upload.courseId))) return null;
  const { ending } = found;
  return {
    id,
    isChecked: ending !== null,
    failure: ending && 'failure' in ending ? ending.failure : null,
    weightsId: ending && 'weightsId' in ending ? ending.weightsId : null,
  };
}
