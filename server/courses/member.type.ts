import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { CourseRole } from './course.type.ts';

@ObjectType({ description: 'A person in a course.' })
export class Member {
  @Field(() => CourseRole) role!: keyof typeof CourseRole;
  @Field(() => GraphQLDateTime) joinedAt!: Date;
}
