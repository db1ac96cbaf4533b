import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { graphqlEnum } from '../graphql/types.ts';

export const CourseRole = graphqlEnum(
  'CourseRole',
  ['INSTRUCTOR', 'ASSISTANT', 'STUDENT'],
  'INSTRUCTOR and ASSISTANT are the staff.',
);

@ObjectType({ description: 'A class.' })
export class Course {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@ObjectType({ description: 'A person in a course.' })
export class Member {
  @Field(() => CourseRole) role!: keyof typeof CourseRole;
  @Field(() => GraphQLDateTime) joinedAt!: Date;
}
