import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { boardModes } from '#contracts/board';
import { connectionOf } from '../graphql/connection.ts';
import { graphqlEnum } from '../graphql/types.ts';
import { ScoreRange } from '../runs/scoreRange.type.ts';

export const BoardMode = graphqlEnum(
  'BoardMode',
  boardModes,
  'What students see of a board: all of it by name (FULL), all of it under pseudonyms, their OWN place, ' +
    'or nothing (OFF). Staff always see all of it.',
);
export const BoardSection = graphqlEnum(
  'BoardSection',
  ['IN_TIME', 'LATE', 'OUTDATED'],
  'Runs that were submitted in time and late ones have places of their own. OUTDATED: the only run that counts was ' +
    'scored before the assignment was changed.',
);

@ObjectType({ description: 'One epoch of the validation curve of a run on a board.' })
export class CurvePoint {
  @Field(() => Int, { description: 'From 1.' }) epoch!: number;
  @Field(() => Float, { nullable: true, description: 'The validation accuracy.' }) value!: number | null;
}

@ObjectType({ description: 'A place that somebody had.' })
export class PlaceThen {
  @Field(() => GraphQLDateTime, { description: 'The beginning of the hour in which the place changed.' }) at!: Date;
  @Field(() => Int, { description: 'From 1.' }) place!: number;
  @Field(() => Int, { description: 'How many had a place.' }) participants!: number;
}

@ObjectType({ description: 'The run that counts of a student or a team.' })
export class LeaderboardEntry {
  @Field(() => BoardSection, { description: 'Places are counted within a section.' })
  section!: keyof typeof BoardSection;
  @Field(() => Int, {
    description:
      'One more than the number of entries of the section whose runs are significantly better, by an exact paired ' +
      'test on the same test images. Within a place the earlier run stands first.',
  })
  place!: number;
  @Field(() => Int, {
    description: 'How many entries of the section have this place, which the test cannot tell apart; 1: it alone.',
  })
  sharedBy!: number;
  @Field(() => Int, {
    description: 'From 1: where the entry stands in the list.',
    deprecationReason: 'It separates what the test set cannot separate: use place.',
  })
  rank!: number;
  @Field(() => String, { description: "What the board calls it: a student's or team's name, or a pseudonym." })
  name!: string;
  @Field(() => String, { nullable: true, description: "The pseudonym. Null to students, but for one's own." })
  pseudonym!: string | null;
  @Field(() => Boolean, { description: "Whether it is the asker's own, or their team's." }) isOwn!: boolean;
  @Field(() => ID, {
    description: "The run that counts. On a board without names it is no run's id, but for one's own.",
  })
  runId!: string;
  @Field(() => String, { description: 'The network that it adapted.' }) backbone!: string;
  @Field(() => ScoreRange, {
    description: 'On the public share while the board is not final, then on the private share.',
  })
  scoreRange!: ScoreRange;
  @Field(() => Float, {
    description: 'Rounded down while the board is not final.',
    deprecationReason: 'A rounded number looks exact: use scoreRange.',
  })
  score!: number;
  @Field(() => Int, { description: 'Days begun after the due date.' }) daysLate!: number;
  @Field(() => Int, { description: 'How many runs it submitted to this assignment; reruns by staff are none of them.' })
  runsSubmitted!: number;
}

export const LeaderboardEntryConnection = connectionOf(() => LeaderboardEntry, 'LeaderboardEntry');

@ObjectType({ description: "One's own place on a board." })
export class OwnPlace {
  @Field(() => Int, { description: 'As the entry has it.' }) place!: number;
  @Field(() => Int, { description: 'How many have a place in the same section.' }) participants!: number;
  @Field(() => Int, { description: 'How many of them have this place, which the test cannot tell apart; 1: it alone.' })
  sharedBy!: number;
  @Field(() => Int, {
    description: '1: among the first quarter of them.',
    deprecationReason: 'Who shares a place with many seems to be among the best: use place and sharedBy.',
  })
  quartile!: number;
  @Field(() => LeaderboardEntry, { description: 'The entry itself.' }) entry!: LeaderboardEntry;
  @Field(() => Int, {
    description: 'How many public scores one can still be told. Each one tells something of the public images.',
  })
  answersLeft!: number;
}

@ObjectType({ description: 'A run of the staff that the board and its charts show as a line.' })
export class ReferenceLine {
  @Field(() => String, { description: 'Its network.' }) backbone!: string;
  @Field(() => ScoreRange, { nullable: true, description: 'As an entry has it; null before it has succeeded.' })
  scoreRange!: ScoreRange | null;
}

@ObjectType({ description: 'The runs that count of an assignment, in their order.' })
export class Leaderboard {
  @Field(() => Boolean, {
    description: "Whether the scores are the private share's: the last extension and the late period have ended.",
  })
  isFinal!: boolean;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it becomes final; null when the assignment never closes.',
  })
  finalAt!: Date | null;
  @Field(() => BoardMode, { description: 'What students see of it.' }) mode!: keyof typeof BoardMode;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From then on students see the board as it stood, until it is final.',
  })
  freezeAt!: Date | null;
  @Field(() => Boolean, { description: 'Whether this answer shows the board as it stood when it was frozen.' })
  isFrozen!: boolean;
  @Field(() => Boolean, { description: 'Whether the asker sees entries of others.' }) showsOthers!: boolean;
  @Field(() => Boolean, { description: 'Whether entries have names, and not pseudonyms.' }) hasNames!: boolean;
  @Field(() => Int, {
    description: 'Grows with every change. Ask for it now and then, and for the entries when it has grown.',
  })
  version!: number;
  @Field(() => Boolean, {
    description:
      'Whether all places come from the paired test. Until a worker has made it, and for runs of older versions, ' +
      'places separate only what no overlap of right images could explain.',
  })
  isPaired!: boolean;
  @Field(() => Int, { description: 'The mean of so many seeds of one recipe counts.' }) seedsCounted!: number;
  @Field(() => Int, { description: 'Public scores that one participant is told at most.' }) publicAnswers!: number;
}

@InputType({ description: 'How students see a board. What is left out stays.' })
export class SetBoardInput {
  @Field(() => ID) assignmentId!: string;
  @Field(() => BoardMode, { nullable: true }) mode?: keyof typeof BoardMode;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Now or later, and before the board is final. Null takes the freeze away.',
  })
  freezeAt?: Date | null;
  @Field(() => Int, { nullable: true, description: '1 to 1000 public scores that one participant is told at most.' })
  publicAnswers?: number;
  @Field(() => Int, { nullable: true, description: '1 to 5 seeds of one recipe whose mean counts.' })
  seedsCounted?: number;
}
