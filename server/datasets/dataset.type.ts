import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Labelled images of a course, in immutable versions.' })
export class Dataset {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'Whose pictures these are and under which licence.' }) attribution!: string;
  @Field(() => String, { description: 'An SPDX identifier, the licence’s address, or its name; "" if unknown.' })
  license!: string;
  @Field(() => String) description!: string;
  @Field(() => String, { description: 'The address that the pictures come from; "" if unknown.' }) sourceUrl!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@ObjectType()
export class DatasetVersion {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'Of all its images and their labels: equal contents, equal hash.' })
  hash!: string;
  @Field(() => [String], { description: 'Alphabetical, as labels count them.' }) classNames!: string[];
  @Field(() => Int) trainCount!: number;
  @Field(() => Int) validationCount!: number;
  @Field(() => Int) testCount!: number;
  @Field(() => Float, { nullable: true, description: 'Of all its files; null where an older release imported it.' })
  bytes!: number | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@ObjectType({ description: 'Images of one class.' })
export class ClassCounts {
  @Field(() => String) className!: string;
  @Field(() => Int) trainCount!: number;
  @Field(() => Int) validationCount!: number;
  @Field(() => Int, { nullable: true, description: 'Null of versions that an older release imported.' })
  testCount!: number | null;
}

@ObjectType({ description: 'An assignment that uses a dataset version, or used it before a revision.' })
export class DatasetUse {
  @Field(() => ID) assignmentId!: string;
  @Field(() => String) title!: string;
}

@ObjectType({ description: 'How many images of a class differ between two versions.' })
export class ClassChanges {
  @Field(() => String) className!: string;
  @Field(() => Int, { description: 'Training and validation images that only the later version has.' }) added!: number;
  @Field(() => Int, { description: 'Training and validation images that only the earlier version has.' })
  removed!: number;
  @Field(() => Int, { description: 'Images that both have: in the later one in this class, before in another split.' })
  movedSplit!: number;
  @Field(() => Int, { description: 'Images that both have: in the later one in this class, before in another class.' })
  movedClass!: number;
  @Field(() => Int, { nullable: true }) testBefore!: number | null;
  @Field(() => Int, { nullable: true }) testAfter!: number | null;
}

@ObjectType({ description: 'What differs between two versions of a dataset. Of the test set only counts are told.' })
export class VersionComparison {
  @Field(() => [ClassChanges], { description: 'Of all classes that either has, in alphabetical order.' })
  classes!: ClassChanges[];
  @Field(() => Boolean, { description: 'Whether both have the same test images with the same labels.' })
  sameTest!: boolean;
}

@InputType()
export class UpdateDatasetInput {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) attribution?: string | null;
  @Field(() => String, { nullable: true }) license?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { nullable: true }) sourceUrl?: string | null;
}

@ObjectType({ description: 'A training image.' })
export class SampleImage {
  @Field(() => String) className!: string;
  @Field(() => String, { description: 'Path on this site, e.g. /images/<versionId>/<sha256>.' }) url!: string;
  @Field(() => Int) width!: number;
  @Field(() => Int) height!: number;
}
