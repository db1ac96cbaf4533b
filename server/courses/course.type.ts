import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { graphqlEnum } from '../graphqlEnum.ts';

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
