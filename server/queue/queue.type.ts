import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { RunStatus } from '../runs/run.type.ts';

@ObjectType()
export class QueueEntry {
  @Field(() => Int, { description: 'From 1; 0 when a worker has it.' }) position!: number;
  @Field(() => RunStatus) status!: keyof typeof RunStatus;
  @Field(() => String) backbone!: string;
  @Field(() => GraphQLDateTime) submittedAt!: Date;
}

@ObjectType()
export class Queue {
  @Field(() => Int, { description: "Everybody's runs that wait." }) waiting!: number;
  @Field(() => Int, { description: "Everybody's runs that workers have." }) running!: number;
  @Field(() => [QueueEntry], {
    description:
      "One's own runs and those of courses that one gives; to an administrator all. Those being " +
      'trained, then those that wait, in their order.',
  })
  entries!: QueueEntry[];
}
