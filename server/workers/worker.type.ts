import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A process that trains runs.' })
export class Worker {
  @Field(() => ID) id!: string;
  @Field(() => String) host!: string;
  @Field(() => String, { description: 'The TensorFlow.js backend.' }) engine!: string;
  @Field(() => String, { description: 'Why this engine was chosen, and which ones were ruled out.' })
  engineReason!: string;
  @Field(() => GraphQLJSON, {
    description: 'Versions, processor, threads; why the engine was chosen, and its measured speed.',
  })
  environment!: unknown;
  @Field(() => Int, { description: 'How many runs it trains at once.' }) concurrency!: number;
  @Field(() => Int, {
    nullable: true,
    description:
      'Megabytes (of 1,000,000 bytes) that all its runs together may take; null where an older worker did not say.',
  })
  memoryMb!: number | null;
  @Field(() => GraphQLDateTime) startedAt!: Date;
  @Field(() => GraphQLDateTime) lastSeenAt!: Date;
}

@ObjectType({ description: 'Weights of a network that go by a name.' })
export class NetworkWeights {
  @Field(() => String, { description: 'The network, as recipes name it.' }) backbone!: string;
  @Field(() => String, { description: '`imagenet` or `nsfwjs`.' }) weights!: string;
}
