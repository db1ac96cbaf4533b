import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: "How long one of Keras's networks takes." })
export class NetworkTime {
  @Field(() => String, { description: 'Its name in keras.applications.' }) backbone!: string;
  @Field(() => Float, { description: 'Milliseconds an image of its usual size, one image at a time: the median.' })
  ms!: number;
}

@ObjectType({ description: "How long Keras's networks take, with their tops, on a machine of this site." })
export class NetworkMeasurement {
  @Field(() => ID, { description: 'What it is called here.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'Null until a worker begins.' }) processor!: string | null;
  @Field(() => String, { nullable: true, description: 'The TensorFlow.js backend; null until a worker begins.' })
  engine!: string | null;
  @Field(() => [NetworkTime], { description: 'What has been measured so far.' }) times!: NetworkTime[];
  @Field(() => String, { nullable: true, description: 'Why it ended too early.' }) failure!: string | null;
  @Field(() => GraphQLDateTime, { description: 'When somebody asked for it.' }) requestedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null while a worker measures.' })
  finishedAt!: Date | null;
}
