import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type DrawnSplit as Drawn, drawnSplitSchema } from '#contracts/datasetImport';
import type {
  Course as CourseRow,
  DatasetImport as DatasetImportRow,
  Dataset as DatasetRow,
  DatasetVersion as DatasetVersionRow,
} from '#prisma/client';
import { isStaff, roleIn } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { compareVersions } from './compareVersions.ts';
import type { DatasetContext } from './dataset.context.ts';
import { datasetLoaders } from './dataset.loaders.ts';
import {
  classCountsOf,
  deleteDataset,
  deleteVersion,
  getDataset,
  getVersion,
  getVersionAsStaff,
  numberOf,
  shownDatasets,
  shownVersions,
  updateDataset,
  usesOf,
} from './dataset.service.ts';
import {
  ClassCounts,
  Dataset,
  DatasetUse,
  DatasetVersion,
  SampleImage,
  UpdateDatasetInput,
  VersionComparison,
} from './dataset.type.ts';
import { DatasetImport, DrawnSplit } from './datasetImport.type.ts';
import { sampleImages } from './sampleImages.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Query(() => Dataset, {
    description: 'To members of its course; to students once an assignment uses it which they see.',
  })
  dataset(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<DatasetRow> {
    return getDataset(context, id);
  }

  @Query(() => DatasetVersion, { description: 'To members of its course; to students as `Dataset.versions` is.' })
  async datasetVersion(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<DatasetVersionRow> {
    return (await getVersion(context, id)).version;
  }

  @Query(() => VersionComparison, {
    description: 'Staff only. What the later of two versions of one dataset has other than the earlier one.',
  })
  async compareDatasetVersions(
    @Arg('beforeId', () => ID) beforeId: string,
    @Arg('afterId', () => ID) afterId: string,
    @Ctx() context: DatasetContext,
  ): Promise<VersionComparison> {
    const what = 'compare versions';
    const [before, after] = await Promise.all([
      getVersionAsStaff(context, beforeId, what),
      getVersionAsStaff(context, afterId, what),
    ]);
    if (before.dataset.id !== after.dataset.id)
      throw new ApiError('BAD_USER_INPUT', 'Expected two versions of one dataset, received those of two datasets.');
    return compareVersions(context, before.version, after.version);
  }

  @Mutation(() => Dataset, { description: 'Staff only. Fields that are null stay as they are.' })
  updateDataset(
    @Arg('input', () => UpdateDatasetInput) input: UpdateDatasetInput,
    @Ctx() context: Context,
  ): Promise<DatasetRow> {
    return updateDataset(context, input);
  }

  @Mutation(() => Dataset, {
    description:
      'Staff only. A version that no assignment uses, now or in an earlier revision. A worker removes the images ' +
      'that no other version needs.',
  })
  deleteDatasetVersion(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<DatasetRow> {
    return deleteVersion(context, id);
  }

  @Mutation(() => ID, {
    description: 'Staff only. With all its versions, none of which an assignment uses. Answers its id.',
  })
  async deleteDataset(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<string> {
    return (await deleteDataset(context, id)).id;
  }

  @FieldResolver(() => [DatasetVersion], {
    description: 'Newest first. To students those that an assignment uses which they see.',
  })
  async versions(@Root() dataset: DatasetRow, @Ctx() context: Context): Promise<DatasetVersionRow[]> {
    return shownVersions(context, dataset, await datasetLoaders(context).versionsOfDataset.load(dataset.id));
  }

  @FieldResolver(() => Course)
  course(@Root() { courseId }: DatasetRow, @Ctx() context: Context): Promise<CourseRow | null> {
    return courseLoaders(context).course.load(courseId);
  }

  @FieldResolver(() => Float, {
    description: 'Of the files of its `versions`; a training or validation image that several have counts once.',
  })
  async bytes(@Root() dataset: DatasetRow, @Ctx() context: DatasetContext): Promise<number> {
    const versions = await this.versions(dataset, context);
    const images = new Map<string, number>();
    const tests = new Map<string, number>();
    for (const version of versions) {
      const { train, validation } = await context.readManifest(version.manifest);
      let shown = 0;
      for (const { sha256, bytes } of [...train, ...validation]) {
        images.set(sha256, bytes);
        shown += bytes;
      }
      if (version.bytes !== null) tests.set(version.sealedManifest, version.bytes - shown);
    }
    return [...images.values(), ...tests.values()].reduce((sum, bytes) => sum + bytes, 0);
  }
}

@Resolver(() => DatasetVersion)
export class DatasetVersionResolver {
  @FieldResolver(() => Dataset)
  dataset(@Root() version: DatasetVersionRow, @Ctx() context: Context): Promise<DatasetRow | null> {
    return datasetLoaders(context).dataset.load(version.datasetId);
  }

  @FieldResolver(() => Int, { description: 'Which version of its dataset it is, from 1.' })
  number(@Root() version: DatasetVersionRow, @Ctx() context: Context): Promise<number> {
    return numberOf(context, version);
  }

  @FieldResolver(() => [SampleImage], {
    description: '`perClass` training images of each class, spread evenly over the class.',
  })
  sampleImages(
    @Root() version: DatasetVersionRow,
    @Arg('perClass', () => Int, { defaultValue: 4 }) perClass: number,
    @Ctx() context: DatasetContext,
  ): Promise<SampleImage[]> {
    return sampleImages(context, version, perClass);
  }

  @FieldResolver(() => [ClassCounts], { description: 'In the order of `classNames`.' })
  classCounts(@Root() version: DatasetVersionRow, @Ctx() context: DatasetContext): Promise<ClassCounts[]> {
    return classCountsOf(context, version);
  }

  @FieldResolver(() => DrawnSplit, {
    nullable: true,
    description: 'How its splits were drawn; null where the files had them, and to students.',
  })
  async drawnSplit(@Root() version: DatasetVersionRow, @Ctx() context: Context): Promise<Drawn | null> {
    // Who has the files and the seed knows the test set.
    if (!(await isForStaff(context, version))) return null;
    return drawnSplitSchema.safeParse(version.drawnSplit).data ?? null;
  }

  @FieldResolver(() => DatasetImport, {
    nullable: true,
    description: 'The import that made it; null to students, and where there is none any more.',
  })
  async import(@Root() version: DatasetVersionRow, @Ctx() context: Context): Promise<DatasetImportRow | null> {
    if (!(await isForStaff(context, version))) return null;
    return datasetLoaders(context).importOfVersion.load(version.id);
  }

  @FieldResolver(() => [DatasetUse], {
    description: 'The assignments that use it, now or in an earlier revision; at most 100. Empty to students.',
  })
  async usedBy(@Root() version: DatasetVersionRow, @Ctx() context: Context): Promise<DatasetUse[]> {
    return (await isForStaff(context, version)) ? usesOf(context.database, [version.id]) : [];
  }

  @FieldResolver(() => String, {
    description: 'Path on this site of its card as Croissant 1.0 (JSON-LD): training and validation images.',
  })
  cardPath(@Root() { id }: DatasetVersionRow): string {
    return `/cards/${id}/croissant.json`;
  }
}

async function isForStaff(context: Context, { datasetId }: DatasetVersionRow): Promise<boolean> {
  const dataset = await datasetLoaders(context).dataset.load(datasetId);
  return dataset !== null && isStaff(await roleIn(context, dataset.courseId));
}

@Resolver(() => Course)
export class CourseDatasetsResolver {
  @FieldResolver(() => [Dataset], { description: 'To students those that an assignment uses which they see.' })
  async datasets(@Root() course: CourseRow, @Ctx() context: Context): Promise<DatasetRow[]> {
    return shownDatasets(context, await datasetLoaders(context).datasetsOfCourse.load(course.id));
  }
}
