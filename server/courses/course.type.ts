import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CourseRole as courseRoles } from '#prisma/client';
import { Language } from '../accounts/user.type.ts';
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
  @Field(() => String, { description: 'The IANA name of the zone in which its dates are meant, e.g. Asia/Seoul.' })
  timeZone!: string;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since then nothing in it changes.' })
  archivedAt!: Date | null;
  @Field(() => Boolean, { description: 'Whether people may try recipes in its lectures without an account.' })
  guestsInLectures!: boolean;
}

@ObjectType({ description: 'What a course holds: what goes with it when it is deleted.' })
export class CourseContents {
  @Field(() => Int, { description: 'People in it.' }) members!: number;
  @Field(() => Int, { description: 'People of the roster who are not in it yet.' }) pending!: number;
  @Field(() => Int, { description: 'Assignments, drafts among them.' }) assignments!: number;
  @Field(() => Int, { description: 'Runs of all assignments.' }) runs!: number;
  @Field(() => Int, { description: 'Runs that wait or train; they are cancelled.' }) openRuns!: number;
  @Field(() => Int, { description: 'Datasets with all their versions; copies of the course have their own.' })
  datasets!: number;
  @Field(() => Int, { description: 'Imports that have not ended; they are cancelled.' }) openImports!: number;
  @Field(() => Int, { description: 'Published weights.' }) weights!: number;
  @Field(() => Int, { description: 'Grades.' }) grades!: number;
}

@InputType()
export class CreateCourseInput {
  @Field(() => String, { description: '1 to 200 characters.' }) title!: string;
  @Field(() => String, { nullable: true, description: 'The IANA name of a time zone; UTC when left out.' })
  timeZone?: string | null;
}

@InputType()
export class KeepModelsInput {
  @Field(() => ID) courseId!: string;
  @Field(() => Int, { description: '1 to 3650.' }) days!: number;
}

@InputType({ description: 'The settings of a course. What is left out stays.' })
export class UpdateCourseInput {
  @Field(() => ID, { description: 'The course.' }) courseId!: string;
  @Field(() => String, { nullable: true, description: '1 to 200 characters.' }) title?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The IANA name of a time zone, e.g. Europe/Berlin. Dates that are set already stay the same moments.',
  })
  timeZone?: string | null;
  @Field(() => Language, {
    nullable: true,
    description: 'For its people who have chosen none themselves; null: none, then their browser says it.',
  })
  language?: keyof typeof Language | null;
  @Field(() => Int, { nullable: true, description: "Days for which a run's trained model is kept: 1 to 3650." })
  keepModelsDays?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether people may try recipes in its lectures without an account.',
  })
  guestsInLectures?: boolean | null;
}

@InputType({ description: 'A course to make from another.' })
export class CopyCourseInput {
  @Field(() => ID, { description: 'The course to copy.' }) courseId!: string;
  @Field(() => String, { description: 'The title of the new one: 1 to 200 characters.' }) title!: string;
  @Field(() => Int, {
    nullable: true,
    description:
      'By how many days its dates move, at the same time of day in its time zone; null: assignments have no dates.',
  })
  shiftDays?: number | null;
  @Field(() => String, { nullable: true, description: 'The IANA name of its time zone; that of the other when null.' })
  timeZone?: string | null;
}
