import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CourseRole as courseRoles } from '#prisma/client';
import { graphqlEnum } from '../graphql/types.ts';

export const CourseRole = graphqlEnum(
  'CourseRole',
  Object.values(courseRoles),
  'INSTRUCTOR and ASSISTANT are the staff.',
);

@ObjectType({ description: 'A class.' })
export class Course {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => Int, { description: "Days for which a run's trained model is kept after its end." })
  keepModelsDays!: number;
}

@ObjectType({ description: 'A person in a course.' })
export class Member {
  @Field(() => CourseRole) role!: keyof typeof CourseRole;
  @Field(() => GraphQLDateTime) joinedAt!: Date;
}

@InputType()
export class CreateCourseInput {
  @Field(() => String, { description: '1 to 200 characters.' }) title!: string;
}

@InputType()
export class KeepModelsInput {
  @Field(() => ID) courseId!: string;
  @Field(() => Int, { description: '1 to 3650.' }) days!: number;
}
