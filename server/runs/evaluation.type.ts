import { Field, Float, Int, ObjectType } from 'type-graphql';
import { UntoldReason as untoldReasons } from '#prisma/client';
import { graphqlEnum } from '../graphql/types.ts';
import { ScoreRange } from './scoreRange.type.ts';

export const UntoldReason = graphqlEnum(
  'UntoldReason',
  Object.values(untoldReasons),
  "Why a student is told nothing of a run's public score: the assignment's answers are used up, the network answers " +
    'the same class to every image, or the mean of several seeds counts and this run does not complete them.',
);

@ObjectType({ description: "What a student may know of the test set's scores." })
export class Evaluation {
  @Field(() => ScoreRange, {
    description:
      'On the public share. To its student a range, the Ladder: a score is told only where it is a step above all ' +
      'that was told before, and a few times in all; of another run only that it is not better. Exact to staff, and ' +
      'to everybody once the scores are final.',
  })
  public!: ScoreRange;
  @Field(() => ScoreRange, {
    nullable: true,
    description:
      'On the private share, exactly. Null to students until the last extension and the late period have ended.',
  })
  private!: ScoreRange | null;
  @Field(() => Boolean, {
    description: "Whether its public score was told as something new, which costs one of the assignment's answers.",
  })
  isNewAnswer!: boolean;
  @Field(() => UntoldReason, {
    nullable: true,
    description: 'Why its student is told nothing of the public score; null where something is told.',
  })
  untold!: keyof typeof UntoldReason | null;
  @Field(() => Float, {
    description:
      "Rounded down to the assignment's step. Where the run told a student nothing new, the best that had been told.",
    deprecationReason: 'A rounded number looks exact: use public.',
  })
  publicScore!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Null to students until the scores are final (staff: always there).',
    deprecationReason: 'Use private, which says on how many images.',
  })
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
