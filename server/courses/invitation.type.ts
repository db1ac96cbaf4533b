import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { CourseRole } from './course.type.ts';

@ObjectType({
  description:
    'A link that takes anybody who has it into a course, until it expires or staff revoke it; one that makes people ' +
    'staff, once.',
})
export class Invitation {
  @Field(() => ID, { description: 'Its own, in all courses.' }) id!: string;
  @Field(() => CourseRole, { description: 'What people become who use it.' }) role!: keyof typeof CourseRole;
  @Field(() => String, { description: 'For whom it is, in the words of those who made it.' }) note!: string;
  @Field(() => GraphQLDateTime, { description: 'When it was made.' }) createdAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'From then on nobody can use it.' }) expiresAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When staff revoked it.' }) revokedAt!: Date | null;
  @Field(() => Int, { description: 'How many people have used it.' }) uses!: number;
}

export const InvitationConnection = connectionOf(() => Invitation, 'Invitation');

@ObjectType({ description: 'What a link of an invitation leads to.' })
export class InvitationOffer {
  @Field(() => String, { description: 'The title of the course.' }) courseTitle!: string;
  @Field(() => CourseRole, { description: 'What you become there.' }) role!: keyof typeof CourseRole;
  @Field(() => String, { nullable: true, description: 'Into which section it takes you.' }) section!: string | null;
  @Field(() => GraphQLDateTime, { description: 'From then on nobody can use it.' }) expiresAt!: Date;
}

@InputType({ description: 'An invitation to make.' })
export class CreateInvitationInput {
  @Field(() => ID, { description: 'The course.' }) courseId!: string;
  @Field(() => CourseRole, {
    defaultValue: 'STUDENT',
    description: 'What people become who use it; only an instructor invites staff.',
  })
  role!: keyof typeof CourseRole;
  @Field(() => ID, { nullable: true, description: 'The section that they come into.' }) sectionId?: string | null;
  @Field(() => Int, { defaultValue: 14, description: 'For how many days it holds: 1 to 365.' }) days!: number;
  @Field(() => String, { defaultValue: '', description: 'For whom it is: at most 200 characters.' }) note!: string;
}
