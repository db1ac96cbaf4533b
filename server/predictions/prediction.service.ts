import type { StoredHeatmap } from '#contracts/analysis';
import { imageFormatOf, imageFormats } from '#contracts/imageFormats';
import { keptPredictionMs, mostPictureBytes, picturesAnHour, picturesAtOnce } from '#contracts/predictions';
import type { Database, Prediction as PredictionRow, Run, Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { sendAnalysis } from '#prisma/queue';
import { datasetVersionOf } from '#prisma/runTerms';
import { requireViewer } from '../accounts/viewer.ts';
import { requireModel } from '../exports/export.service.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { getRunForViewer, type RunContext } from '../runs/run.service.ts';
import type { Prediction, PredictionAllowance } from './prediction.type.ts';

type AnsweredRow = Omit<PredictionRow, 'picture'> & { run: Run };

/** The picture itself leaves the database for a worker alone. */
const withoutPicture = { omit: { picture: true }, include: { run: true } } as const;

/**
 * Asks a worker what a run's trained network makes of a picture. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN,
 * RUN_NOT_SUCCEEDED, MODEL_NOT_KEPT, BAD_IMAGE or TOO_MANY_PICTURES.
 */
export async function requestPrediction(
  context: RunContext,
  { runId, picture }: { runId: string; picture: string },
): Promise<AnsweredRow> {
  const { id: userId } = requireViewer(context);
  const run = await getRunForViewer(context, runId);
  requireModel(run);
  const bytes = readPicture(picture);
  return context.database.$transaction(async (transaction) => {
    // Two at once would both take the last place.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`predictions ${userId}`}, 0))`;
    await requireAllowance(transaction, userId);
    const row = await transaction.prediction.create({
      data: { runId, userId, picture: new Uint8Array(bytes) },
      ...withoutPicture,
    });
    await sendAnalysis(context.queue, transaction, { predictionId: row.id });
    return row;
  });
}

/** A prediction that the viewer asked for. Throws UNAUTHENTICATED or NOT_FOUND. */
export async function getPrediction(context: Context, id: string): Promise<AnsweredRow> {
  const { id: userId } = requireViewer(context);
  const row = await context.database.prediction.findUnique({ where: { id }, ...withoutPicture });
  if (row?.userId !== userId)
    throw new ApiError(
      'NOT_FOUND',
      `Expected the id of a picture that you asked about within the hour, received "${id}".`,
    );
  return row;
}

/** What the API says of a row. */
export async function answerOf(context: Context, row: AnsweredRow): Promise<Prediction> {
  const { classNames } = await datasetVersionOf(context.database, row.run);
  const probabilities = row.probabilities as number[] | null;
  const heat = row.heat as StoredHeatmap | null;
  const { id, failure, requestedAt, finishedAt } = row;
  return {
    id,
    classNames,
    probabilities,
    heatmap: heat && { id, className: classNames[heat.classIndex] ?? '', ...heat, failure: null },
    failure,
    requestedAt,
    finishedAt,
  };
}

/** How many pictures the viewer may still ask about. Throws UNAUTHENTICATED. */
export function allowanceOf(context: Context): Promise<PredictionAllowance> {
  return readAllowance(context.database, requireViewer(context).id);
}

async function readAllowance(database: Database | Transaction, userId: string): Promise<PredictionAllowance> {
  const since = new Date(databaseNow().getTime() - keptPredictionMs);
  const asked = await database.prediction.findMany({
    where: { userId, requestedAt: { gt: since } },
    select: { requestedAt: true },
    orderBy: { requestedAt: 'desc' },
    take: picturesAnHour,
  });
  const left = picturesAnHour - asked.length;
  const oldest = asked.at(-1);
  const nextFreeAt = left > 0 || !oldest ? null : new Date(oldest.requestedAt.getTime() + keptPredictionMs);
  return { perHour: picturesAnHour, left, nextFreeAt };
}

/** Throws TOO_MANY_PICTURES. */
async function requireAllowance(transaction: Transaction, userId: string): Promise<void> {
  const { left, nextFreeAt } = await readAllowance(transaction, userId);
  if (left <= 0)
    throw new ApiError(
      'TOO_MANY_PICTURES',
      `Expected at most ${picturesAnHour} pictures in an hour, received one more.`,
      {
        perHour: picturesAnHour,
        nextFreeAt,
      },
    );
  const waiting = await transaction.prediction.count({ where: { userId, finishedAt: null } });
  if (waiting >= picturesAtOnce)
    throw new ApiError(
      'TOO_MANY_PICTURES',
      `Expected at most ${picturesAtOnce} pictures that wait for an answer, received one more.`,
      { atOnce: picturesAtOnce },
    );
}

/** Throws BAD_IMAGE. */
function readPicture(base64: string): Buffer {
  // Four characters are three bytes.
  const bytes = base64.length > Math.ceil(mostPictureBytes / 3) * 4 ? null : Buffer.from(base64, 'base64');
  if (!bytes || bytes.length > mostPictureBytes)
    throw new ApiError(
      'BAD_IMAGE',
      `Expected a picture of at most ${mostPictureBytes} bytes, received about ${Math.floor((base64.length * 3) / 4)}.`,
    );
  if (!imageFormatOf(bytes))
    throw new ApiError('BAD_IMAGE', `Expected a picture (${imageFormats.join(', ')}), received other bytes.`);
  return bytes;
}
