import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: "What a student may know of the test set's scores." })
export class Evaluation {
  @Field(() => Float, { description: "Rounded down to the assignment's step." }) publicScore!: number;
  @Field(() => Float, { nullable: true, description: 'Null until the assignment closes (staff: always there).' })
  privateScore!: number | null;
}

@ObjectType()
export class ClassScore {
  @Field(() => String) className!: string;
  @Field(() => Int) images!: number;
  @Field(() => Float) precision!: number;
  @Field(() => Float) recall!: number;
  @Field(() => Float) f1!: number;
}

@ObjectType({ description: 'The whole evaluation on the sealed test set: for staff.' })
export class SealedEvaluation {
  @Field(() => Float) publicScore!: number;
  @Field(() => Float) privateScore!: number;
  @Field(() => Float) testLoss!: number;
  @Field(() => Float) testAcc!: number;
  @Field(() => Int) testImages!: number;
  @Field(() => Float, { nullable: true, description: 'Area under the ROC curve; null unless there are two classes.' })
  rocAuc!: number | null;
  @Field(() => [Float], {
    description: 'topK[k - 1]: the share of images whose class is among the k most probable ones.',
  })
  topK!: number[];
  @Field(() => [ClassScore]) perClass!: ClassScore[];
  @Field(() => [[Int]], { description: 'confusion[true class][predicted class], counts.' }) confusion!: number[][];
}
