import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  type ImageFault as ImageFaultName,
  type ImportPhase as ImportPhaseName,
  type ImportStatus,
  imageFaults,
  importPhases,
  importStatuses,
  type PassedOverReason as PassedOverReasonName,
  passedOverReasons,
  type DatasetReport as Report,
} from '#contracts/datasetImport';
import { graphqlEnum } from '../graphql/types.ts';

const DatasetImportStatus = graphqlEnum('DatasetImportStatus', importStatuses);
const ImportPhase = graphqlEnum('ImportPhase', importPhases);
const ImageFault = graphqlEnum(
  'ImageFault',
  imageFaults,
  'UNREADABLE: no whole image that Keras reads; MISPLACED: in no class’s folder; INCOMPLETE_CLASS: a split has no ' +
    'image of its class; SAME_IN_TEST, SIMILAR_IN_TEST: the same bytes, or the same picture saved otherwise, are in ' +
    'the test set; SAME, SIMILAR: they come earlier among the test images, or among the others.',
);
const PassedOverReason = graphqlEnum('PassedOverReason', passedOverReasons);

@ObjectType({ description: '`done` of `total` images in this phase.' })
export class ImportProgress {
  @Field(() => ImportPhase) phase!: ImportPhaseName;
  @Field(() => Int) done!: number;
  @Field(() => Int) total!: number;
  @Field(() => Float, { nullable: true, description: 'Seconds until the phase ends; null before it is known.' })
  etaSeconds!: number | null;
}

@ObjectType({ description: 'Images of one class.' })
export class ReportedClass {
  @Field(() => String) name!: string;
  @Field(() => Int) trainCount!: number;
  @Field(() => Int) validationCount!: number;
  @Field(() => Int) testCount!: number;
  @Field(() => Float, { description: 'Of all its files.' }) bytes!: number;
}

@ObjectType()
export class FaultyFile {
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true, description: 'The path of the image that it is the same as.' })
  like!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
}

@ObjectType({ description: 'The images with one kind of fault.' })
export class ReportedFault {
  @Field(() => ImageFault) kind!: ImageFaultName;
  @Field(() => Int) count!: number;
  @Field(() => Boolean, { description: 'Whether the import waits until somebody chooses what becomes of them.' })
  needsDecision!: boolean;
  @Field(() => Boolean, { description: 'Whether such images may be imported.' }) canKeep!: boolean;
  @Field(() => [FaultyFile], { description: 'The first 200.' }) files!: FaultyFile[];
}

@ObjectType({ description: 'Files that are not imported.' })
export class PassedOverFiles {
  @Field(() => PassedOverReason) reason!: PassedOverReasonName;
  @Field(() => Int) count!: number;
  @Field(() => [String], { description: 'The paths of the first 200.' }) files!: string[];
}

@ObjectType({ description: 'What was found in an uploaded zip.' })
export class DatasetReport {
  @Field(() => [ReportedClass]) classes!: ReportedClass[];
  @Field(() => Float, {
    nullable: true,
    description: 'Training images of the largest class, divided by those of the smallest one.',
  })
  imbalance!: Report['imbalance'];
  @Field(() => [ReportedFault]) faults!: ReportedFault[];
  @Field(() => [PassedOverFiles]) passedOver!: PassedOverFiles[];
  @Field(() => [String], { description: 'What no decision can mend.' }) problems!: string[];
}

@ObjectType({ description: 'Why an import FAILED.' })
export class ImportFailure {
  @Field(() => String, { description: 'DATASET_INVALID, DISK_FULL, INTERNAL or WORKER_LOST.' }) code!: string;
  @Field(() => String) message!: string;
}

@ObjectType({ description: 'A zip that a worker turns into a dataset version. Staff only.' })
export class DatasetImport {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'What the dataset is called.' }) name!: string;
  @Field(() => DatasetImportStatus) status!: ImportStatus;
  @Field(() => Boolean, { description: 'Whether files are taken that are images by their content alone.' })
  byContent!: boolean;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) finishedAt!: Date | null;
}

@InputType({ description: 'What becomes of images with faults.' })
export class ImportDecisionInput {
  @Field(() => [ImageFault], { defaultValue: [], description: 'Images with these faults are not imported.' })
  leaveOut!: ImageFaultName[];
  @Field(() => [ImageFault], { defaultValue: [], description: 'Images with these faults are imported all the same.' })
  keep!: ImageFaultName[];
}

@InputType()
export class ImportDatasetInput {
  @Field(() => ID) courseId!: string;
  @Field(() => String, { description: 'A name that the course has already gives that dataset a new version.' })
  name!: string;
  @Field(() => ID, { description: 'The last path segment of a finished tus upload to /uploads.' }) uploadId!: string;
  @Field(() => String, { defaultValue: '', description: 'Whose pictures these are and under which licence.' })
  attribution!: string;
  @Field(() => Boolean, { defaultValue: false, description: 'Takes files, too, that are images by content alone.' })
  includeByContent!: boolean;
  @Field(() => ImportDecisionInput, { nullable: true, description: 'What is chosen before anything was found.' })
  decision?: ImportDecisionInput;
}

@InputType()
export class DecideImportInput extends ImportDecisionInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Checks again, with files that are images by content.' })
  includeByContent!: boolean;
}
