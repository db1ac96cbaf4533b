import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { longestRunName, longestRunNote, longestTag, mostTags } from '#contracts/runDetails';
import { failureCodes } from '#contracts/runFailure';
import { runPhases } from '#contracts/runPhases';
import { runStatuses } from '#contracts/runStatus';
import { graphqlEnum } from '../graphql/types.ts';

export const RunStatus = graphqlEnum('RunStatus', runStatuses);
export const RunPhase = graphqlEnum('RunPhase', runPhases);
export const FailureCode = graphqlEnum('FailureCode', failureCodes);
export const Fault = graphqlEnum('Fault', ['STUDENT', 'SYSTEM'], "A failure that is the system's costs no quota.");

@ObjectType({ description: 'One submission of one recipe.' })
export class Run {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLJSON, { description: 'With every default filled in.' }) recipe!: unknown;
  @Field(() => RunStatus) status!: keyof typeof RunStatus;
  @Field(() => String, { nullable: true, description: 'The TensorFlow.js backend that trained it.' }) engine!:
    | string
    | null;
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Versions, processor, threads; why the engine was chosen, and its measured speed.',
  })
  environment!: unknown;
  @Field(() => Int, { nullable: true }) totalParams!: number | null;
  @Field(() => Int, { nullable: true }) trainableParams!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Images that went through the frozen part of its network; null before it has succeeded.',
  })
  featuresComputed!: number | null;
  @Field(() => Int, { nullable: true, description: 'Images whose features earlier runs had left.' }) featuresFound!:
    | number
    | null;
  @Field(() => GraphQLDateTime) submittedAt!: Date;
  @Field(() => Int, {
    description:
      "The assignment's revision that it was submitted to; runs of an older one than the newest do not count.",
  })
  revision!: number;
  @Field(() => Int, { description: 'Days begun after the due date, extensions considered; 0: in time.' })
  daysLate!: number;
  @Field(() => Boolean, { description: 'Whether it took one of the extra runs of an extension.' }) extraRun!: boolean;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was chosen to count; null: it was not.' })
  chosenAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'What its student calls it; null: nothing.' }) name!:
    | string
    | null;
  @Field(() => String, { description: 'What its student noted about it; the staff see it, too.' }) note!: string;
  @Field(() => [String], { description: 'Words that its student gave it, in small letters.' }) tags!: string[];
  @Field(() => Float, { description: 'Seconds for which workers have held it; they count against the budget.' })
  secondsUsed!: number;
  @Field(() => GraphQLDateTime, { nullable: true }) startedAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true }) finishedAt!: Date | null;
}

@ObjectType({ description: 'What a worker does just now: done of total images, bytes (WEIGHTS) or steps (TRAINING).' })
export class Progress {
  @Field(() => RunPhase) phase!: keyof typeof RunPhase;
  @Field(() => Float) done!: number;
  @Field(() => Float) total!: number;
  @Field(() => Float, { nullable: true, description: 'Seconds until the run ends; null before anything was measured.' })
  etaSeconds!: number | null;
}

@ObjectType()
export class Failure {
  @Field(() => FailureCode) code!: keyof typeof FailureCode;
  @Field(() => String, { description: 'What was expected and what came.' }) message!: string;
  @Field(() => Fault) fault!: keyof typeof Fault;
}

@InputType()
export class SubmitRunInput {
  @Field(() => ID) assignmentId!: string;
  @Field(() => GraphQLJSON, { description: 'E.g. {backbone: "MobileNetV2"}; what is left out has a default.' })
  recipe!: unknown;
}

@InputType({ description: "What a student writes on their own run, or their team's. What is left out stays." })
export class UpdateRunInput {
  @Field(() => ID, { description: 'The run.' }) id!: string;
  @Field(() => String, {
    nullable: true,
    description: `At most ${longestRunName} characters; null takes the name away.`,
  })
  name?: string | null;
  @Field(() => String, { nullable: true, description: `At most ${longestRunNote} characters.` }) note?: string | null;
  @Field(() => [String], {
    nullable: true,
    description:
      `At most ${mostTags} words of at most ${longestTag} characters each, which replace those that it has. ` +
      'Capital letters become small.',
  })
  tags?: string[] | null;
}

@ObjectType()
export class SubmitRunPayload {
  @Field(() => Run) run!: Run;
  @Field(() => Boolean, {
    description: 'True when this very recipe had been submitted before: run is the earlier one.',
  })
  alreadySubmitted!: boolean;
}

@InputType()
export class PublishWeightsInput {
  @Field(() => ID, { description: 'A succeeded run that trained its backbone.' }) runId!: string;
  @Field(() => String, { description: '1 to 100 characters, another name than those that the course has already.' })
  name!: string;
}
