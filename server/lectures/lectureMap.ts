import { lectureChoiceSchema } from '#contracts/lecture';
import { openStatuses } from '#contracts/runStatus';
import { datasetVersionOf } from '#prisma/runTerms';
import type { Context } from '../graphql/context.ts';
import type { LectureContext } from './lecture.context.ts';
import type { WithAssignment } from './lecture.service.ts';
import type { LectureMap } from './lecture.type.ts';

/**
 * The validation images in the plane of the network's features, each with the share of the guests' runs of that network
 * that are right about it. Null until the network's features were looked into, which follows their preparation.
 */
export async function readLectureMap(
  context: LectureContext,
  { id: lectureId }: Pick<WithAssignment, 'id'>,
  network: string,
): Promise<LectureMap | null> {
  const prepared = await context.database.lectureRun.findFirst({
    where: {
      lectureId,
      part: 'PREPARED',
      choice: { path: ['network'], equals: network },
      run: { analysis: { address: { not: null } } },
    },
    orderBy: { runId: 'asc' },
    include: { run: { include: { analysis: true } } },
  });
  const address = prepared?.run.analysis?.address;
  if (!prepared || !address) return null;
  const { classNames, images, maps } = await context.readAnalysis(address);
  const { manifest } = await datasetVersionOf(context.database, prepared.run);
  const places = new Map((await context.readManifest(manifest)).validation.map(({ sha256 }, place) => [sha256, place]));
  const shown = images.map((image, index) => ({ ...image, index })).filter(({ split }) => split === 'validation');
  const { runs, right } = await countRight(context, lectureId, network, places.size);
  return {
    classNames,
    images: shown.map(({ sha256 }) => sha256),
    x: shown.map(({ index }) => maps.pca.before[index]![0]),
    y: shown.map(({ index }) => maps.pca.before[index]![1]),
    labels: shown.map(({ label }) => label),
    rightShare: shown.map(({ sha256 }) => {
      const place = places.get(sha256);
      return runs === 0 || place === undefined ? null : right[place]! / runs;
    }),
    runs,
  };
}

/**
 * Whether a worker may still draw the map of a network. One of the runs that prepare it is looked into, once
 * (followLectures.ts): so nothing comes of a look that failed, and nothing where all of them failed.
 */
export async function isMapComing(
  { database }: Context,
  { id: lectureId }: Pick<WithAssignment, 'id'>,
  network: string,
): Promise<boolean> {
  const prepared = { lectureId, part: 'PREPARED', choice: { path: ['network'], equals: network } } as const;
  const analyses = await database.analysis.findMany({ where: { run: { inLecture: prepared } } });
  if (analyses.length > 0)
    return analyses.every(({ address }) => address === null) && analyses.some(({ failure }) => failure === null);
  const canBe = await database.lectureRun.count({
    where: {
      ...prepared,
      run: {
        OR: [{ status: { in: [...openStatuses] } }, { status: 'SUCCEEDED', trainedParameters: { not: null } }],
      },
    },
  });
  return canBe > 0;
}

/** How many runs have answered, and how many of them were right about each validation image. */
async function countRight(
  { database }: LectureContext,
  lectureId: string,
  network: string,
  images: number,
): Promise<{ runs: number; right: number[] }> {
  const members = await database.lectureRun.findMany({
    where: { lectureId, part: 'GUEST', rightAbout: { not: null } },
    select: { choice: true, rightAbout: true },
  });
  const right = new Array<number>(images).fill(0);
  let runs = 0;
  for (const { choice, rightAbout } of members) {
    if (lectureChoiceSchema.parse(choice).network !== network || !rightAbout) continue;
    runs++;
    for (let image = 0; image < images; image++) right[image]! += ((rightAbout[image >> 3] ?? 0) >> (image & 7)) & 1;
  }
  return { runs, right };
}
