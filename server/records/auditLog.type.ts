import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.type.ts';
import { connectionOf } from '../graphql/connection.ts';

@ObjectType({ description: 'Something that staff or an administrator changed.' })
export class AuditEntry {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, { description: 'A noun and a verb, e.g. "assignment.update".' }) action!: string;
  @Field(() => ID, { description: 'The id of what was changed.' }) subjectId!: string;
  @Field(() => String, { description: 'What people call it.' }) subject!: string;
  @Field(() => GraphQLJSON, { description: 'The fields that changed: {field: [before, after]}.' }) changes!: unknown;
  @Field(() => GraphQLDateTime, { description: 'When.' }) createdAt!: Date;
}

export const AuditEntryConnection = connectionOf(() => AuditEntry, 'AuditEntry');

@InputType()
export class AuditFilterInput {
  @Field(() => ID, { nullable: true, description: 'What this account did.' }) actorId?: string | null;
  @Field(() => String, { nullable: true, description: 'Exactly this action.' }) action?: string | null;
}

@ObjectType({ description: 'What an audit log can be filtered by.' })
export class AuditChoices {
  @Field(() => [User], { description: 'The people in it; at most 200.' }) actors!: User[];
  @Field(() => [String], { description: 'The actions in it.' }) actions!: string[];
}
