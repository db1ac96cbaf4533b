import { Field, ID, InputType } from 'type-graphql';
import { assignmentInputSchema } from '#contracts/assignment';
import { addFields } from '../graphql/types.ts';
import { LeaderboardMetric } from './assignment.type.ts';

/** And the fields of `assignmentInputSchema`, which checks them. */
@InputType()
export class CreateAssignmentInput {
  @Field(() => ID) courseId!: string;
  @Field(() => ID) datasetVersionId!: string;
}
addFields(CreateAssignmentInput, assignmentInputSchema, { metric: LeaderboardMetric });
