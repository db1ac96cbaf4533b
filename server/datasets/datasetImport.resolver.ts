import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import {
  datasetReportSchema,
  faultsToDecide,
  faultsToLeaveOut,
  importDecisionSchema,
  importProgressSchema,
  leftOutPaths,
  type ImportProgress as Progress,
} from '#contracts/datasetImport';
import type {
  Course as CourseRow,
  DatasetImport as DatasetImportRow,
  DatasetVersion as DatasetVersionRow,
} from '#prisma/client';
import { requireStaff } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { getCourse } from '../courses/course.service.ts';
import { Course } from '../courses/course.type.ts';
import { checkInput } from '../graphql/input.ts';
import type { DatasetContext } from './dataset.context.ts';
import { datasetLoaders } from './dataset.loaders.ts';
import { DatasetVersion } from './dataset.type.ts';
import {
  DatasetImport,
  DatasetReport,
  DecideImportInput,
  ImportDatasetInput,
  ImportFailure,
  ImportProgress,
  ServerFolder,
} from './datasetImport.type.ts';
import { getImport } from './importAccess.ts';
import { cancelImport, decideImport, importDataset } from './importDataset.ts';
import { hasPictures, pictureUrl } from './importPictures.ts';
import { listServerFolders } from './serverFolders.ts';

/** The imports of a course that are listed, the newest first. */
const mostListed = 20;

@Resolver(() => DatasetImport)
export class DatasetImportResolver {
  @Mutation(() => DatasetImport, {
    description:
      'Staff only. Of a zip, or a folder of the server, of train/, validation/, test/ with one folder a class; with ' +
      '`split` also of fewer of them, or of class folders alone. Answers at once; a worker checks and stores the ' +
      'images. Contents that are there already give the existing version.',
  })
  async importDataset(
    @Arg('input', () => ImportDatasetInput) input: ImportDatasetInput,
    @Ctx() context: DatasetContext,
  ): Promise<DatasetImportRow> {
    const course = await getCourse(context, input.courseId);
    await requireStaff(context, course.id, 'import a dataset');
    return importDataset(context, input);
  }

  @Query(() => [ServerFolder], {
    description: 'Staff only. What may be imported from the server’s own folder of datasets; at most 500.',
  })
  async serverFolders(
    @Arg('courseId', () => ID) courseId: string,
    @Ctx() context: DatasetContext,
  ): Promise<ServerFolder[]> {
    const course = await getCourse(context, courseId);
    await requireStaff(context, course.id, 'see the folders of the server');
    return listServerFolders(context.datasetFolder);
  }

  @Query(() => DatasetImport, { description: 'Staff only.' })
  datasetImport(@Arg('id', () => ID) id: string, @Ctx() context: DatasetContext): Promise<DatasetImportRow> {
    return getImport(context, id);
  }

  @Query(() => [DatasetImport], { description: 'Staff only. Newest first; at most 20.' })
  async datasetImports(
    @Arg('courseId', () => ID) courseId: string,
    @Arg('first', () => Int, { defaultValue: mostListed }) first: number,
    @Ctx() context: DatasetContext,
  ): Promise<DatasetImportRow[]> {
    checkInput(z.object({ first: z.int().min(1).max(mostListed) }), { first });
    const course = await getCourse(context, courseId);
    await requireStaff(context, course.id, 'see imports');
    return context.database.datasetImport.findMany({
      where: { courseId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: first,
    });
  }

  @Mutation(() => DatasetImport, { description: 'Staff only. Goes on with an import that is WAITING_FOR_DECISION.' })
  async decideImport(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => DecideImportInput) input: DecideImportInput,
    @Ctx() context: DatasetContext,
  ): Promise<DatasetImportRow> {
    return decideImport(context, await getImport(context, id), input);
  }

  @Mutation(() => DatasetImport, { description: 'Staff only.' })
  async cancelImport(@Arg('id', () => ID) id: string, @Ctx() context: DatasetContext): Promise<DatasetImportRow> {
    return cancelImport(context, await getImport(context, id));
  }

  @FieldResolver(() => Course)
  course(@Root() { courseId }: DatasetImportRow, @Ctx() context: DatasetContext): Promise<CourseRow | null> {
    return courseLoaders(context).course.load(courseId);
  }

  @FieldResolver(() => ImportProgress, { nullable: true, description: 'What a worker does just now.' })
  progress(@Root() { progress }: DatasetImportRow): Progress | null {
    return importProgressSchema.safeParse(progress).data ?? null;
  }

  @FieldResolver(() => DatasetReport, { nullable: true, description: 'Null before all images are checked.' })
  report(@Root() row: DatasetImportRow): DatasetReport | null {
    const found = datasetReportSchema.safeParse(row.report).data;
    if (!found) return null;
    const pictured = new Set(hasPictures(row) ? found.thumbnails : []);
    const decision = importDecisionSchema.parse(row.decision);
    const faulty = found.faults.flatMap(({ kind, files }) => files.map(({ path }) => ({ kind, path })));
    const gone = row.status === 'SUCCEEDED' ? leftOutPaths(faulty, decision) : null;
    const urlOf = (path: string | null) => (path !== null && pictured.has(path) ? pictureUrl(row, path) : null);
    return {
      ...found,
      classes: found.classes.map(({ name, counts, bytes }) => ({
        name,
        trainCount: counts.train,
        validationCount: counts.validation,
        testCount: counts.test,
        bytes: bytes.train + bytes.validation + bytes.test,
      })),
      faults: found.faults.map((fault) => ({
        ...fault,
        files: fault.files.map((file) => ({
          ...file,
          isLeftOut: gone?.has(file.path) ?? null,
          likeIsLeftOut: gone && file.like !== null ? gone.has(file.like) : null,
          thumbnailUrl: urlOf(file.path),
          likeThumbnailUrl: urlOf(file.like),
        })),
        needsDecision: faultsToDecide.includes(fault.kind),
        canKeep: !faultsToLeaveOut.includes(fault.kind),
      })),
      samples: found.samples.map((sample) => ({ ...sample, thumbnailUrl: urlOf(sample.path) })),
    };
  }

  @FieldResolver(() => ImportFailure, { nullable: true })
  failure(@Root() { failureCode, failureMessage }: DatasetImportRow): ImportFailure | null {
    return failureCode === null ? null : { code: failureCode, message: failureMessage ?? '' };
  }

  @FieldResolver(() => DatasetVersion, { nullable: true, description: 'Once it has SUCCEEDED.' })
  async datasetVersion(
    @Root() { datasetVersionId }: DatasetImportRow,
    @Ctx() context: DatasetContext,
  ): Promise<DatasetVersionRow | null> {
    return datasetVersionId === null ? null : datasetLoaders(context).datasetVersion.load(datasetVersionId);
  }
}
