import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, Dataset as DatasetRow, DatasetVersion as DatasetVersionRow } from '#prisma/client';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import type { DatasetContext } from './dataset.context.ts';
import { datasetLoaders } from './dataset.loaders.ts';
import { Dataset, DatasetVersion, SampleImage } from './dataset.type.ts';
import { sampleImages } from './sampleImages.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
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
