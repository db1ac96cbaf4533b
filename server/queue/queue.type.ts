import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { RunStatus } from '../runs/run.type.ts';

@ObjectType({ description: 'A run that waits or is being trained, and its place.' })
export class QueueEntry {
  @Field(() => Int, { description: 'From 1; 0 when a worker has it.' }) position!: number;
  @Field(() => RunStatus, { description: 'QUEUED, or what its worker does.' }) status!: keyof typeof RunStatus;
  @Field(() => String, { description: 'The network that it trains.' }) backbone!: string;
  @Field(() => GraphQLDateTime, { description: 'When it was submitted.' }) submittedAt!: Date;
}

export const QueueEntryConnection = connectionOf(() => QueueEntry, 'QueueEntry');

@ObjectType({ description: 'What waits for a worker, and what workers do.' })
export class Queue {
  @Field(() => Int, { description: "Everybody's runs that wait." }) waiting!: number;
  @Field(() => Int, { description: "Everybody's runs that workers have." }) running!: number;
}

@InputType({ description: 'Which entries a list has. Each field that is given leaves out those that do not meet it.' })
export class QueueFilterInput {
  @Field(() => Boolean, { nullable: true, description: "True: only one's own runs." }) mine?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'Only runs of this assignment.' }) assignmentId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Words that all occur in the student's name or e-mail address. At most 200 characters.",
  })
  search?: string | null;
}
