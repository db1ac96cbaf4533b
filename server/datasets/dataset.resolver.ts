import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, Dataset as DatasetRow, DatasetVersion as DatasetVersionRow } from '#prisma/client';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import type { DatasetContext } from './dataset.context.ts';
import { datasetLoaders } from './dataset.loaders.ts';
import { Dataset, DatasetVersion, ImportDatasetInput, SampleImage } from './dataset.type.ts';
import { importDataset } from './importDataset.ts';
import { sampleImages } from './sampleImages.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Mutation(() => DatasetVersion, {
    description:
      'Staff only. Of a zip of train/, validation/, test/ with one folder a class. Contents that are ' +
      'there already give the existing version.',
  })
  async importDataset(
    @Arg('input', () => ImportDatasetInput) input: ImportDatasetInput,
    @Ctx() context: DatasetContext,
  ): Promise<DatasetVersionRow> {
    const course = await getCourse(context, input.courseId);
    await requireStaff(context, course.id, 'import a dataset');
    return importDataset(context, input);
  }

  @FieldResolver(() => [DatasetVersion], { description: 'Newest first.' })
  versions(@Root() dataset: DatasetRow, @Ctx() context: Context): Promise<DatasetVersionRow[]> {
    return datasetLoaders(context).versionsOfDataset.load(dataset.id);
  }
}

@Resolver(() => DatasetVersion)
export class DatasetVersionResolver {
  @FieldResolver(() => Dataset)
  dataset(@Root() version: DatasetVersionRow, @Ctx() context: Context): Promise<DatasetRow | null> {
    return datasetLoaders(context).dataset.load(version.datasetId);
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
}

@Resolver(() => Course)
export class CourseDatasetsResolver {
  @FieldResolver(() => [Dataset])
  datasets(@Root() course: CourseRow, @Ctx() context: Context): Promise<DatasetRow[]> {
    return datasetLoaders(context).datasetsOfCourse.load(course.id);
  }
}
