import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How many participants have a score in a range.' })
export class ScoreBar {
  @Field(() => Float, { description: 'The least score of the bar.' }) low!: number;
  @Field(() => Float, { description: 'The greatest one.' }) high!: number;
  @Field(() => Int, { description: 'Students and teams.' }) participants!: number;
}

@ObjectType({ description: 'How many runs were submitted on a day.' })
export class DayCount {
  @Field(() => String, { description: "YYYY-MM-DD in the course's time zone." }) day!: string;
  @Field(() => Int, { description: 'Without reruns.' }) runs!: number;
}

@ObjectType({ description: 'How often a network was adapted.' })
export class BackboneCount {
  @Field(() => String, { description: 'The network.' }) backbone!: string;
  @Field(() => Int, { description: 'Without reruns.' }) runs!: number;
  @Field(() => Int, { description: 'Students and teams that tried it.' }) participants!: number;
  @Field(() => Int, { description: 'Runs of it that began from random weights.' }) fromScratch!: number;
}

@ObjectType({ description: 'What transfer brought on average, over runs with a from-scratch twin (at most 200).' })
export class TransferSummary {
  @Field(() => Int, { description: 'Runs with a twin that both succeeded.' }) pairs!: number;
  @Field(() => Float, { description: 'As Transfer.start.' }) start!: number;
  @Field(() => Float, { nullable: true, description: 'As Transfer.slope.' }) slope!: number | null;
  @Field(() => Float, { description: 'As Transfer.asymptote.' }) asymptote!: number;
}

@ObjectType({ description: 'What the class did in an assignment, half a minute old at most.' })
export class ClassStatistics {
  @Field(() => Int, { description: 'Students and teams with a run that counts.' }) participants!: number;
  @Field(() => Int, { description: 'Runs of students.' }) runs!: number;
  @Field(() => [ScoreBar], { description: 'Rounded public scores of the runs that count, at most 21 bars.' })
  scores!: ScoreBar[];
  @Field(() => [DayCount], { description: 'Days with a submission, at most the last 200.' }) days!: DayCount[];
  @Field(() => [BackboneCount], { description: 'The most used one first, at most 50.' }) backbones!: BackboneCount[];
  @Field(() => TransferSummary, { nullable: true, description: 'Null while no run has a twin.' })
  transfer!: TransferSummary | null;
}
