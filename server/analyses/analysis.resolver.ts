import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  calibration,
  confusionOf,
  type Analysis as Found,
  mistakes,
  predictedClass,
  type StoredHeatmap,
} from '#contracts/analysis';
import { classScores } from '#contracts/classScores';
import type { Analysis as AnalysisRow, Heatmap as HeatmapRow, Run as RunRow } from '#prisma/client';
import { datasetVersionOf } from '#prisma/runTerms';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { type Page, pageOf } from '../graphql/connection.ts';
import { ApiError } from '../graphql/errors.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import { Run } from '../runs/run.type.ts';
import { type AnalysisContext, getHeatmap, requestAnalysis, requestHeatmap } from './analysis.service.ts';
import {
  AnalysedImage,
  AnalysedImageConnection,
  AnalysedImagesArguments,
  Analysis,
  AnalysisResult,
  ExplainImageInput,
  FeatureMap,
  FeatureMapKind,
  FeatureMoment,
  Heatmap,
} from './analysis.type.ts';

/** What was found, and where its images are. */
interface ResultOf {
  found: Found;
  versionId: string;
  run: RunRow;
}

@Resolver(() => Run)
export class RunAnalysisResolver {
  @FieldResolver(() => Analysis, { nullable: true, description: 'Null until somebody asks for it with analyseRun.' })
  analysis(@Root() run: RunRow, @Ctx() context: AnalysisContext): Promise<AnalysisRow | null> {
    return context.database.analysis.findUnique({ where: { runId: run.id } });
  }
}

@Resolver(() => Analysis)
export class AnalysisResolver {
  @Mutation(() => Analysis, {
    description: "Asks a worker to look into a run's trained network. Poll Run.analysis until it is finished.",
  })
  analyseRun(@Arg('runId', () => ID) runId: string, @Ctx() context: AnalysisContext): Promise<AnalysisRow> {
    return requestAnalysis(context, runId);
  }

  @FieldResolver(() => AnalysisResult, { nullable: true, description: 'Null until it is written.' })
  async result(@Root() row: AnalysisRow, @Ctx() context: AnalysisContext): Promise<(AnalysisResult & ResultOf) | null> {
    if (row.address === null) return null;
    const run = (await runLoaders(context).run.load(row.runId))!;
    const found = await context.readAnalysis(row.address);
    const { classNames, images } = found;
    const confusion = confusionOf(images, classNames.length);
    const { bins, expectedError } = calibration(images);
    return {
      found,
      run,
      versionId: (await datasetVersionOf(context.database, run)).id,
      classNames,
      validationImages: images.filter(({ split }) => split === 'validation').length,
      trainImages: images.filter(({ split }) => split === 'train').length,
      confusion,
      perClass: classScores(confusion, classNames),
      calibration: bins,
      calibrationError: expectedError,
    };
  }
}

@Resolver(() => AnalysisResult)
export class AnalysisResultResolver {
  @FieldResolver(() => AnalysedImageConnection, { description: 'Validation images, or the one that is asked for.' })
  images(
    @Root() result: ResultOf,
    @Args(() => AnalysedImagesArguments) {
      className,
      predicted,
      sha256,
      mistakes: wrongOnly,
      ...page
    }: AnalysedImagesArguments,
  ): Promise<Page<AnalysedImage>> {
    const { images, classNames } = result.found;
    const order = wrongOnly ? mistakes(images) : images.map((_, index) => index);
    const chosen = order.filter((index) => {
      const { split, label, probabilities, ...image } = images[index]!;
      if (sha256 != null) return image.sha256 === sha256;
      return (
        split === 'validation' &&
        (className == null || classNames[label] === className) &&
        (predicted == null || classNames[predictedClass(probabilities)] === predicted)
      );
    });
    return pageOf(
      page,
      chosen.map((index) => imageOf(result, index)),
    );
  }

  @FieldResolver(() => FeatureMap, { description: 'A map of what the backbone makes of the images.' })
  map(
    @Root() { found: { images, maps } }: ResultOf,
    @Arg('kind', () => FeatureMapKind, { defaultValue: 'PCA' }) kind: keyof typeof FeatureMapKind,
    @Arg('moment', () => FeatureMoment, { defaultValue: 'AFTER' }) moment: keyof typeof FeatureMoment,
  ): FeatureMap {
    const places = maps[kind === 'PCA' ? 'pca' : 'umap'][moment === 'BEFORE' ? 'before' : 'after'];
    return {
      images: images.map(({ sha256 }) => sha256),
      x: places.map(([x]) => x),
      y: places.map(([, y]) => y),
      labels: images.map(({ label }) => label),
      splits: images.map(({ split }) => (split === 'train' ? 'TRAIN' : 'VALIDATION')),
    };
  }

  @FieldResolver(() => [AnalysedImage], {
    nullable: true,
    description:
      'For staff; null for students. Images whose ten nearest training images nearly all bear another label: they ' +
      'look mislabelled. The most doubtful first, at most `first`.',
  })
  async doubtfulLabels(
    @Root() result: ResultOf,
    @Arg('first', () => Int, { defaultValue: 24, description: 'How many at most: 1 to 100.' }) first: number,
    @Ctx() context: AnalysisContext,
  ): Promise<AnalysedImage[] | null> {
    const { courseId } = await getAssignment(context, result.run.assignmentId);
    if (!isStaff(await roleIn(context, courseId))) return null;
    if (!(first >= 1 && first <= 100))
      throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 100, received ${first}.`);
    return result.found.images
      .map(({ disagreement }, index) => ({ disagreement, index }))
      .filter(({ disagreement }) => disagreement >= 0.9)
      .sort((a, b) => b.disagreement - a.disagreement || a.index - b.index)
      .slice(0, first)
      .map(({ index }) => imageOf(result, index));
  }
}

@Resolver(() => Heatmap)
export class HeatmapResolver {
  @Mutation(() => Heatmap, {
    description: "Asks a worker where a run's network looks in an image. Poll heatmap until it is computed.",
  })
  async explainImage(
    @Arg('input', () => ExplainImageInput) input: ExplainImageInput,
    @Ctx() context: AnalysisContext,
  ): Promise<Heatmap> {
    const row = await requestHeatmap(context, input);
    return computed(row, input.className);
  }

  @Query(() => Heatmap, { description: 'A heat map of a run that may be seen.' })
  async heatmap(@Arg('id', () => ID) id: string, @Ctx() context: AnalysisContext): Promise<Heatmap> {
    const row = await getHeatmap(context, id);
    const { classNames } = await datasetVersionOf(context.database, row.run);
    return computed(row, classNames[row.classIndex] ?? '');
  }
}

function computed({ id, heat, failure }: HeatmapRow, className: string): Heatmap {
  const { rows, columns, values } = (heat ?? { rows: null, columns: null, values: null }) as unknown as
    | StoredHeatmap
    | { rows: null; columns: null; values: null };
  return { id, className, rows, columns, values, failure };
}

function imageOf({ found, versionId, run }: ResultOf, index: number): AnalysedImage {
  const { classNames, images, heatmaps } = found;
  const { sha256, name, split, label, probabilities, neighbours } = images[index]!;
  const heat = heatmaps[sha256];
  const urlOf = (hash: string) => `/images/${versionId}/${hash}`;
  return {
    sha256,
    url: urlOf(sha256),
    name,
    split: split === 'train' ? 'TRAIN' : 'VALIDATION',
    className: classNames[label]!,
    predicted: classNames[predictedClass(probabilities)] ?? null,
    probabilities,
    neighbours: neighbours.map(({ index: other, cosine }) => {
      const image = images[other]!;
      return { sha256: image.sha256, url: urlOf(image.sha256), className: classNames[image.label]!, cosine };
    }),
    heatmap: heat
      ? { id: `${run.id}/${sha256}`, className: classNames[heat.classIndex]!, ...heat, failure: null }
      : null,
  };
}
