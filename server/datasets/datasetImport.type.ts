import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  type ImageFault as ImageFaultName,
  type ImportPhase as ImportPhaseName,
  imageFaults,
  importPhases,
  type PassedOverReason as PassedOverReasonName,
  passedOverReasons,
  type DatasetReport as Report,
} from '#contracts/datasetImport';
import { type ImportStatus, importStatuses } from '#contracts/importStatus';
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

@ObjectType({ description: 'Images whose longer side has at least so many pixels, and less than the next ones.' })
export class ReportedSize {
  @Field(() => Int) atLeast!: number;
  @Field(() => Int) count!: number;
}

@ObjectType({ description: 'Pixels.' })
export class ImageDimensions {
  @Field(() => Int) width!: number;
  @Field(() => Int) height!: number;
}

@ObjectType({ description: 'How splits were drawn that the files lacked: the same files and seed give the same ones.' })
export class DrawnSplit {
  @Field(() => Float, { description: 'Of the images of each class.' }) validationShare!: number;
  @Field(() => Float) testShare!: number;
  @Field(() => Int) seed!: number;
  @Field(() => [String], { description: 'The splits that were drawn: validation, test or both.' }) drawn!: string[];
}

@ObjectType({ description: 'A training image of a set that is not imported yet.' })
export class ImportSample {
  @Field(() => String) className!: string;
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true, description: 'Path on this site of a small picture.' })
  thumbnailUrl!: string | null;
}

@ObjectType()
export class FaultyFile {
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true, description: 'The path of the image that it is the same as.' })
  like!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => Boolean, { nullable: true, description: 'What became of it; null before the import has SUCCEEDED.' })
  isLeftOut!: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'The same of the image that it is the same as.' })
  likeIsLeftOut!: boolean | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Path on this site of a small picture, for the staff of the course. The first 60 files of a kind have one; ' +
      'files of the test set have one until the import has ended, other files for a month more.',
  })
  thumbnailUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'The same of the image that it is the same as.' })
  likeThumbnailUrl!: string | null;
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
  @Field(() => [String], { description: 'Why the set cannot be imported as it is, or as it was decided.' })
  problems!: string[];
  @Field(() => [ReportedSize], { description: 'Smallest first.' }) sizes!: ReportedSize[];
  @Field(() => ImageDimensions, { nullable: true }) smallest!: ImageDimensions | null;
  @Field(() => ImageDimensions, { nullable: true, description: 'By its number of pixels.' })
  median!: ImageDimensions | null;
  @Field(() => ImageDimensions, { nullable: true }) largest!: ImageDimensions | null;
  @Field(() => DrawnSplit, { nullable: true, description: 'Null where the files had all splits.' })
  drawnSplit!: DrawnSplit | null;
  @Field(() => [ImportSample], { description: 'Four of each class, while the import waits for a decision.' })
  samples!: ImportSample[];
}

@ObjectType({ description: 'Why an import FAILED, or what one that is QUEUED waits for: DISK_FULL.' })
export class ImportFailure {
  @Field(() => String, { description: 'DATASET_INVALID, DISK_FULL, INTERNAL, STORAGE_FULL or WORKER_LOST.' })
  code!: string;
  @Field(() => String) message!: string;
}

@ObjectType({ description: 'A zip or a folder that a worker turns into a dataset version. Staff only.' })
export class DatasetImport {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'What the dataset is called.' }) name!: string;
  @Field(() => DatasetImportStatus) status!: ImportStatus;
  @Field(() => Boolean, { description: 'Whether files are taken that are images by their content alone.' })
  byContent!: boolean;
  @Field(() => String) attribution!: string;
  @Field(() => String) license!: string;
  @Field(() => String, { nullable: true, description: 'The folder of the server that it reads; null for an upload.' })
  serverFolder!: string | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) finishedAt!: Date | null;
}

@InputType({ description: 'What becomes of images with faults.' })
export class ImportDecisionInput {
  @Field(() => [ImageFault], { defaultValue: [], description: 'Images with these faults are not imported.' })
  leaveOut!: ImageFaultName[];
  @Field(() => [ImageFault], { defaultValue: [], description: 'Images with these faults are imported all the same.' })
  keep!: ImageFaultName[];
  @Field(() => [String], {
    defaultValue: [],
    description: 'Paths of single files that are not imported, with a fault or without. At most 2000.',
  })
  leaveOutFiles!: string[];
  @Field(() => [String], {
    defaultValue: [],
    description: 'Paths of single files that are imported though others with their fault are left out. At most 2000.',
  })
  keepFiles!: string[];
}

@InputType({
  description:
    'How splits are drawn that the files lack: from the training images, or from all where there are no splits. ' +
    'Each class gives its share; copies of a picture stay in one split.',
})
export class SplitInput {
  @Field(() => Float, { defaultValue: 0.15, description: 'From 0.01 to 0.9.' }) validationShare!: number;
  @Field(() => Float, { defaultValue: 0.15, description: 'From 0.01 to 0.9.' }) testShare!: number;
  @Field(() => Int, { defaultValue: 0 }) seed!: number;
}

@InputType()
export class ImportDatasetInput {
  @Field(() => ID) courseId!: string;
  @Field(() => String, { description: 'A name that the course has already gives that dataset a new version.' })
  name!: string;
  @Field(() => ID, { nullable: true, description: 'The last path segment of a finished tus upload to /uploads.' })
  uploadId?: string | null;
  @Field(() => String, { nullable: true, description: 'In place of an upload: a path that `serverFolders` lists.' })
  serverFolder?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Waits for `decideImport` in any case, so that people see what was found before it counts.',
  })
  review!: boolean;
  @Field(() => SplitInput, { nullable: true, description: 'Without it a set that lacks a split is refused.' })
  split?: SplitInput | null;
  @Field(() => String, { defaultValue: '', description: 'Whose pictures these are and under which licence.' })
  attribution!: string;
  @Field(() => String, { defaultValue: '', description: 'An SPDX identifier, the licence’s address, or its name.' })
  license!: string;
  @Field(() => Boolean, { defaultValue: false, description: 'Takes files, too, that are images by content alone.' })
  includeByContent!: boolean;
  @Field(() => ImportDecisionInput, { nullable: true, description: 'What is chosen before anything was found.' })
  decision?: ImportDecisionInput;
}

@InputType()
export class DecideImportInput extends ImportDecisionInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Checks again, with files that are images by content.' })
  includeByContent!: boolean;
  @Field(() => SplitInput, { nullable: true, description: 'Draws the splits once more.' }) split?: SplitInput | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Waits once more when that is done.' })
  checkAgain!: boolean;
}

@ObjectType({ description: 'What staff may import from the server’s own folder of datasets.' })
export class ServerFolder {
  @Field(() => String, { description: 'Below the folder of datasets.' }) path!: string;
  @Field(() => Boolean, { description: 'A zip, not a folder.' }) isZip!: boolean;
}
