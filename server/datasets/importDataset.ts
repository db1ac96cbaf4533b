import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { ImageEntry, Manifest, SealedManifest, Split } from '#contracts/dataset';
import { line } from '#contracts/line';
import type { DatasetVersion } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { type Archive, openArchive } from './archive.ts';
import { checkImage } from './checkImage.ts';
import type { DatasetContext } from './dataset.context.ts';
import type { ImportDatasetInput } from './dataset.type.ts';
import { type ImageFile, type Layout, layOut } from './layout.ts';

/** Images that are decoded at the same time. */
const concurrency = 4;

/**
 * Turns an uploaded zip into a dataset version. The rows are written last, in one transaction, so that a refused
 * archive leaves none behind. The upload is discarded afterwards, also when it was refused.
 *
 * Throws BAD_USER_INPUT, UPLOAD_NOT_FOUND, DATASET_INVALID or BAD_IMAGE.
 */
export async function importDataset(context: DatasetContext, input: ImportDatasetInput): Promise<DatasetVersion> {
  const { name, attribution } = checkInput(
    z.object({ name: line(200), attribution: z.string().trim().max(2000) }),
    input,
  );
  const upload = await context.uploads.take(input.uploadId, requireViewer(context).id);
  try {
    const archive = await openArchive(upload.path, context.importLimits);
    try {
      const layout = layOut(archive.paths);
      const images = await checkImages(context, archive, layout.images);
      await storeImages(context, archive, layout.images);
      return await writeVersion(context, { courseId: input.courseId, name, attribution }, layout, images);
    } finally {
      archive.close();
    }
  } finally {
    await upload.discard();
  }
}

type Images = Record<Split, ImageEntry[]>;

/** Reads every image before the first one is stored, so that a refused archive leaves nothing in the stores. */
async function checkImages(context: DatasetContext, archive: Archive, files: readonly ImageFile[]): Promise<Images> {
  const images: Images = { train: [], validation: [], test: [] };
  const pathOf = new Map<string, ImageFile>();
  const checked = Readable.from(files).map(
    async (file: ImageFile) => {
      const bytes = await archive.read(file.path);
      const { width, height } = await checkImage(bytes, file.path, context.importLimits.pixels);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { file, entry: { label: file.label, name: file.name, sha256, bytes: bytes.length, width, height } };
    },
    { concurrency },
  );
  for await (const { file, entry } of checked as AsyncIterable<{ file: ImageFile; entry: ImageEntry }>) {
    const twin = pathOf.get(entry.sha256);
    if (twin && (twin.split === 'test') !== (file.split === 'test'))
      throw new ApiError(
        'DATASET_INVALID',
        'The dataset was not imported: expected no test image among the training and validation ' +
          `images, received the same file as ${twin.path} and ${file.path}.`,
      );
    pathOf.set(entry.sha256, file);
    images[file.split].push(entry);
  }
  return images;
}

async function storeImages(context: DatasetContext, archive: Archive, files: readonly ImageFile[]): Promise<void> {
  const store = async (file: ImageFile) =>
    (file.split === 'test' ? context.sealed : context.objects).put(await archive.read(file.path));
  await Readable.from(files).map(store, { concurrency }).toArray();
}

async function writeVersion(
  context: DatasetContext,
  dataset: { courseId: string; name: string; attribution: string },
  { classNames }: Layout,
  { train, validation, test }: Images,
): Promise<DatasetVersion> {
  const manifest = await context.objects.put(toJson({ classNames, train, validation } satisfies Manifest));
  const sealedManifest = await context.sealed.put(toJson({ classNames, test } satisfies SealedManifest));
  const hash = createHash('sha256').update(`${manifest}\n${sealedManifest}`).digest('hex');
  const { courseId, name, attribution } = dataset;
  return context.database.$transaction(async (transaction) => {
    const { id: datasetId } = await transaction.dataset.upsert({
      where: { courseId_name: { courseId, name } },
      create: { courseId, name, attribution },
      update: attribution === '' ? {} : { attribution },
    });
    return transaction.datasetVersion.upsert({
      where: { datasetId_hash: { datasetId, hash } },
      create: {
        datasetId,
        hash,
        classNames,
        trainCount: train.length,
        validationCount: validation.length,
        testCount: test.length,
        manifest,
        sealedManifest,
      },
      update: {},
    });
  });
}

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
