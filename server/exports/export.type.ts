import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { exportFormats } from '#contracts/exports';
import { graphqlEnum } from '../graphql/types.ts';

export const ExportFormat = graphqlEnum(
  'ExportFormat',
  exportFormats,
  'A .keras file; a legacy .h5 file; a TensorFlow.js layers model, zipped; ONNX; a Python program for Keras 3.',
);

@ObjectType({ description: "A run's trained network in another library's format. A worker writes it." })
export class Export {
  @Field(() => ID) id!: string;
  @Field(() => ExportFormat) format!: keyof typeof ExportFormat;
  @Field(() => Int, { nullable: true, description: 'Null until it is written.' }) bytes!: number | null;
  @Field(() => String, { nullable: true, description: 'Why it could not be written.' }) failure!: string | null;
  @Field(() => GraphQLDateTime) requestedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) finishedAt!: Date | null;
}

@InputType()
export class ExportRunInput {
  @Field(() => ID, { description: "One's own run, or as staff any of the course, that succeeded." }) runId!: string;
  @Field(() => ExportFormat) format!: keyof typeof ExportFormat;
}
