import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Parameters of a backbone that a course published, from a run or from a file; a recipe names them by their id.',
})
export class Weights {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) backbone!: string;
  @Field(() => Int, { description: 'Pixels of a side of the images that they were trained on.' }) inputSize!: number;
  @Field(() => String, { description: "How those images were preprocessed, in a recipe's words." })
  preprocessing!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@ObjectType({ description: 'A file of weights that staff have uploaded, which a worker checks and publishes.' })
export class WeightsUpload {
  @Field(() => ID) id!: string;
  @Field(() => Boolean) isChecked!: boolean;
  @Field(() => String, { nullable: true, description: 'Why the file was refused.' }) failure!: string | null;
  weightsId!: string | null;
}

@InputType()
export class UploadWeightsInput {
  @Field(() => ID) courseId!: string;
  @Field(() => ID, { description: 'The last path segment of a finished tus upload to /uploads.' }) uploadId!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'The backbone that the weights are of, as recipes name it.' }) backbone!: string;
  @Field(() => Int, { nullable: true, description: "What they were trained on; the backbone's own size if null." })
  inputSize?: number | null;
  @Field(() => String, { nullable: true, description: "In a recipe's words; the backbone's own way if null." })
  preprocessing?: string | null;
}
