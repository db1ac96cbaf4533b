import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Parameters of a backbone that a course published from one of its runs; a recipe names them by their id.',
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
