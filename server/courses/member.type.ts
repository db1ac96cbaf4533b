import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { CourseRole } from './course.type.ts';

@ObjectType({ description: 'A person in a course.' })
export class Member {
  @Field(() => CourseRole, { description: 'What they are in it.' }) role!: keyof typeof CourseRole;
  @Field(() => GraphQLDateTime, { description: 'When they came into it.' }) joinedAt!: Date;
}

export const MemberConnection = connectionOf(() => Member, 'Member');

@ObjectType({ description: 'A person of the roster who has no account yet, or none with this address confirmed.' })
export class PendingMember {
  @Field(() => ID, { description: 'Of the course.' }) courseId!: string;
  @Field(() => String, { description: 'The account with this address, once it is confirmed, is in the course.' })
  email!: string;
  @Field(() => String, { description: 'As the roster has it; empty where it has none.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'As the roster has it.' }) studentNumber!: string | null;
  @Field(() => GraphQLDateTime, { description: 'When the roster was applied.' }) createdAt!: Date;
}

export const PendingMemberConnection = connectionOf(() => PendingMember, 'PendingMember');

@InputType({ description: 'Which members to answer; what is left out leaves nobody out.' })
export class MemberFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of a name, an e-mail address or a student number, in any case.',
  })
  search?: string | null;
  @Field(() => CourseRole, { nullable: true, description: 'Those of this role.' })
  role?: keyof typeof CourseRole | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Only the staff and yourself.' }) staffAndSelf!: boolean;
  @Field(() => ID, { nullable: true, description: 'Those of this section.' }) sectionId?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Those who were removed or left, instead of the others.' })
  removed!: boolean;
  @Field(() => ID, {
    nullable: true,
    description: 'Students who have submitted nothing to this assignment, and are not excused.',
  })
  withoutRunIn?: string | null;
  @Field(() => ID, { nullable: true, description: 'Students whose last run of this assignment failed.' })
  stuckIn?: string | null;
}

@InputType({ description: 'Somebody in a course.' })
export class MemberInput {
  @Field(() => ID, { description: 'The course.' }) courseId!: string;
  @Field(() => ID, { description: 'The account.' }) userId!: string;
}

@InputType({ description: 'What somebody becomes in a course.' })
export class SetMemberRoleInput extends MemberInput {
  @Field(() => CourseRole, { description: 'Their new role.' }) role!: keyof typeof CourseRole;
}

@InputType({ description: 'What the course knows of a member.' })
export class UpdateMemberInput extends MemberInput {
  @Field(() => String, { nullable: true, description: 'At most 50 characters; null for none.' })
  studentNumber?: string | null;
  @Field(() => ID, { nullable: true, description: 'A section of the course; null for none.' })
  sectionId?: string | null;
}

@InputType({ description: 'To whom a course goes.' })
export class HandOverCourseInput extends MemberInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether you leave the course; else you stay as an assistant.',
  })
  leave!: boolean;
}
