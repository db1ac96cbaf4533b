import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Dataset as DatasetRow, DatasetVersion as DatasetVersionRow } from '#prisma/client';
import type { Context } from '../context.ts';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import { ImportDatasetInput } from './dataset.input.ts';
import { Dataset, DatasetVersion, SampleImage } from './dataset.type.ts';
import { importDataset } from './importDataset.ts';
import { sampleImages } from './sampleImages.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Mutation(() => DatasetVersion, {
    description:
      'Staff only. Of a zip of train/, validation/, test/ with one folder a class. Contents that are there already give the existing version.',
  })
  async importDataset(
    @Arg('input', () => ImportDatasetInput) input: ImportDatasetInput,
    @Ctx() context: Context,
  ): Promise<DatasetVersionRow> {
    const course = await getCourse(context, input.courseId);
    await requireStaff(context, course.id, 'import a dataset');
    return importDataset(context, input);
  }

  @FieldResolver(() => [DatasetVersion], { description: 'Newest first.' })
  versions(@Root() dataset: DatasetRow, @Ctx() context: Context): Promise<DatasetVersionRow[]> {
    return context.loaders.versionsOfDataset.load(dataset.id);
  }
}

@Resolver(() => DatasetVersion)
export class DatasetVersionResolver {
  @FieldResolver(() => Dataset)
  dataset(@Root() version: DatasetVersionRow, @Ctx() context: Context): Promise<DatasetRow | null> {
    return context.loaders.dataset.load(version.datasetId);
  }

  @FieldResolver(() => [SampleImage], {
    description: '`perClass` training images of each class, spread evenly over the class.',
  })
  sampleImages(
    @Root() version: DatasetVersionRow,
    @Arg('perClass', () => Int, { defaultValue: 4 }) perClass: number,
    @Ctx() context: Context,
  ): Promise<SampleImage[]> {
    return sampleImages(context, version, perClass);
  }
}
