import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Labelled images of a course, in immutable versions.' })
export class Dataset {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'Whose pictures these are and under which licence.' }) attribution!: string;
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
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@ObjectType({ description: 'A training image.' })
export class SampleImage {
  @Field(() => String) className!: string;
  @Field(() => String, { description: 'Path on this site, e.g. /images/<versionId>/<sha256>.' }) url!: string;
  @Field(() => Int) width!: number;
  @Field(() => Int) height!: number;
}
