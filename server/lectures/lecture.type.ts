import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  lectureAugmentations,
  lectureFreezes,
  lectureHeads,
  lectureParts,
  lectureStates,
} from '#contracts/lectureChoices';
import { graphqlEnum } from '../graphql/types.ts';
import { FailureCode, RunStatus } from '../runs/run.type.ts';

export const LectureState = graphqlEnum('LectureState', lectureStates, 'Where a lecture stands.', {
  DRAFT: 'Nothing is prepared yet.',
  PREPARING: 'Workers prepare what phones may choose.',
  PREPARING_FAILED: 'Nothing that phones may choose could be prepared.',
  READY: 'It can be opened: at least one choice is prepared. Others may still be prepared, or have failed.',
  OPEN: 'Phones may join.',
  ENDED: 'Guests can do nothing any more.',
});
export const LecturePart = graphqlEnum('LecturePart', lectureParts, 'Why a run is in a lecture.', {
  PREPARED: 'It computed the features of a choice beforehand.',
  SCRATCH: 'It shows the same network from random weights.',
  GUEST: 'A guest chose it.',
});
export const LectureFreeze = graphqlEnum('LectureFreeze', lectureFreezes, 'Where a network is frozen.', {
  ALL: 'All of it: only the head is trained.',
  LAST_BLOCK: 'All but its last block.',
  LAST_TWO_BLOCKS: 'All but its last two blocks.',
});
export const LectureHead = graphqlEnum('LectureHead', lectureHeads, 'The layers on top of the network.', {
  LINEAR: 'The last layer alone.',
  DENSE: 'A dense layer of 64 units before it.',
  WIDE: 'A dense layer of 256 units, and dropout of one half.',
});
export const LectureAugmentation = graphqlEnum(
  'LectureAugmentation',
  lectureAugmentations,
  'How training images are varied.',
  {
    NONE: 'Not at all.',
    FLIP: 'Mirrored.',
    GENTLE: 'Mirrored, and turned, moved and zoomed a little.',
    STRONG: 'Mirrored, and turned, moved, sheared and zoomed much.',
  },
);

@ObjectType({ description: 'A network that phones may choose.' })
export class LectureNetwork {
  @Field(() => String, { description: 'Its name in Keras.' }) backbone!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "Its weights as a recipe names them; null: the starter recipe's, where that names this network, else the usual " +
      'ones.',
  })
  weights!: string | null;
  @Field(() => Int, { nullable: true, description: "Pixels of an image's side; null: the network's own size." })
  inputSize!: number | null;
}

@ObjectType({ description: 'What phones may choose: one of each list.' })
export class LectureChoices {
  @Field(() => [LectureNetwork], { description: 'Networks: 1 to 4.' }) networks!: LectureNetwork[];
  @Field(() => [LectureFreeze], { description: 'Where they may be frozen.' })
  freezes!: (keyof typeof LectureFreeze)[];
  @Field(() => [LectureHead], { description: 'Heads.' }) heads!: (keyof typeof LectureHead)[];
  @Field(() => [LectureAugmentation], { description: 'Augmentations.' })
  augmentations!: (keyof typeof LectureAugmentation)[];
  @Field(() => [String], { description: 'Networks that are trained from random weights beforehand.' })
  fromScratch!: string[];
  @Field(() => Int, { description: 'Of every run.' }) epochs!: number;
}

@ObjectType({ description: 'A run of a lecture, as everybody in the room sees it.' })
export class LectureRun {
  @Field(() => ID) id!: string;
  @Field(() => LecturePart, { description: 'Why it is there.' }) part!: keyof typeof LecturePart;
  @Field(() => Int, { nullable: true, description: "The guest's number, counted from 1." }) guestNumber!: number | null;
  @Field(() => String, {
    nullable: true,
    description: "The guest's nickname, until the lecture ends; null for runs that staff prepared.",
  })
  nickname!: string | null;
  @Field(() => ID, { nullable: true, description: 'Names the guest, for staff; null to guests.' }) guestId!:
    | string
    | null;
  @Field(() => String, { description: 'The network that was chosen.' }) network!: string;
  @Field(() => LectureFreeze, { description: 'Where it was frozen; of runs from scratch nothing is.' })
  freeze!: keyof typeof LectureFreeze;
  @Field(() => LectureHead, { description: 'The head that was chosen.' }) head!: keyof typeof LectureHead;
  @Field(() => LectureAugmentation, { description: 'The augmentation that was chosen.' })
  augmentation!: keyof typeof LectureAugmentation;
  @Field(() => RunStatus, { description: 'Where it stands.' }) status!: keyof typeof RunStatus;
  @Field(() => String, { nullable: true, description: 'Why it failed; null when it did not.' }) failure!: string | null;
  @Field(() => FailureCode, { nullable: true, description: 'The kind of failure; null when it did not fail.' })
  failureCode!: keyof typeof FailureCode | null;
  @Field(() => GraphQLDateTime) submittedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) finishedAt!: Date | null;
  @Field(() => [Float], { nullable: 'items', description: 'Validation accuracy after each epoch, from the first.' })
  curve!: (number | null)[];
  @Field(() => Float, { nullable: true, description: 'The best validation accuracy so far; null before the first.' })
  best!: number | null;
}

@ObjectType({ description: 'How far the preparation of a lecture is.' })
export class LecturePreparation {
  @Field(() => Int, { description: 'Runs that prepare features or train from scratch.' }) total!: number;
  @Field(() => Int, { description: 'Those of them that prepare a choice of the phones.' }) choices!: number;
  @Field(() => Int, { description: 'Those that have ended well.' }) done!: number;
  @Field(() => Int, { description: 'Those that failed or were cancelled.' }) failed!: number;
  @Field(() => Int, {
    description:
      'Those that prepared a choice of the phones and ended well. With one of them the lecture can be opened.',
  })
  ready!: number;
  @Field(() => Int, { description: 'Those that prepare a choice of the phones and have not ended.' }) open!: number;
  @Field(() => Float, { description: 'Of all epochs, the share that is trained, from 0 to 1.' }) share!: number;
  /** Undefined before its preparation has begun. */
  lectureId?: string;
}

@ObjectType({ description: 'Validation images as a network sees them, and how many of the runs are right about each.' })
export class LectureMap {
  @Field(() => [String], { description: 'The classes, in the order of the labels.' }) classNames!: string[];
  @Field(() => [ID], { description: 'The SHA-256 of each image.' }) images!: string[];
  @Field(() => [Float], { description: 'Its place: the first principal component of its features.' }) x!: number[];
  @Field(() => [Float], { description: 'The second one.' }) y!: number[];
  @Field(() => [Int], { description: 'Its class.' }) labels!: number[];
  @Field(() => [Float], {
    nullable: 'items',
    description: "The share of the guests' runs of this network that are right about it, from 0 to 1; null before one.",
  })
  rightShare!: (number | null)[];
  @Field(() => Int, { description: 'How many runs that is.' }) runs!: number;
}

@ObjectType({ description: 'A lecture in which people try recipes from their phones without an account. Staff only.' })
export class Lecture {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'What its short address ends in: /go/<code>.' }) code!: string;
  @Field(() => Int, { description: 'How many people may take part.' }) mostGuests!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when phones may join; null: not yet.' })
  opensAt!: Date | null;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From then on guests can do nothing any more, and their names are deleted; null: it is not open.',
  })
  endsAt!: Date | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@ObjectType({ description: 'What somebody who has the code may know before they join.' })
export class LectureInvitation {
  @Field(() => String) title!: string;
  @Field(() => LectureState, { description: 'Whether it is open.' }) state!: keyof typeof LectureState;
  @Field(() => Boolean, { description: 'Whether its course lets people take part without an account.' })
  takesGuests!: boolean;
  @Field(() => Boolean, { description: 'Whether nobody else may join.' }) isFull!: boolean;
}

@ObjectType({
  description: 'A class that the networks of a lecture learn to tell from the others, as a guest sees it.',
})
export class LectureClass {
  @Field(() => String, { description: 'Its name.' }) name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'A training image of it, small, as a data URL; null where none can be shown.',
  })
  example!: string | null;
}

@ObjectType({ description: 'A lecture as a guest sees it.' })
export class GuestLecture {
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'What the guest is called.' }) nickname!: string;
  @Field(() => Int, { description: "The guest's number, counted from 1." }) number!: number;
  @Field(() => GraphQLDateTime, { description: 'When it ends, and what the guest is called is forgotten.' })
  endsAt!: Date;
  @Field(() => LectureChoices, { description: 'What may be chosen.' }) choices!: LectureChoices;
  @Field(() => Int, { description: 'How many runs the guest may still submit.' }) runsLeft!: number;
}

@ObjectType({ description: 'A new guest.' })
export class JoinLecturePayload {
  @Field(() => String, {
    description: 'Sent along as the header x-lecture-guest, it is the guest. It works in this lecture alone.',
  })
  token!: string;
  @Field(() => Int, { description: "The guest's number, counted from 1." }) number!: number;
}

@InputType({ description: 'A network that phones may choose.' })
export class LectureNetworkInput {
  @Field(() => String, { description: 'Its name in Keras. It needs weights that are not random.' }) backbone!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "As in a recipe. When left out: the starter recipe's, with its preprocessing, where that names this network; " +
      'else the usual ones.',
  })
  weights?: string | null;
  @Field(() => Int, { nullable: true, description: "Pixels of an image's side; the usual number when left out." })
  inputSize?: number | null;
}

@InputType({ description: 'What phones may choose, and what is trained from scratch. Nothing may occur twice.' })
export class LectureChoicesInput {
  @Field(() => [LectureNetworkInput], { description: 'Networks: 1 to 4.' }) networks!: LectureNetworkInput[];
  @Field(() => [LectureFreeze], { description: 'Where they may be frozen: 1 to 3.' })
  freezes!: (keyof typeof LectureFreeze)[];
  @Field(() => [LectureHead], { description: 'Heads: 1 to 3.' }) heads!: (keyof typeof LectureHead)[];
  @Field(() => [LectureAugmentation], { description: 'Augmentations: 1 to 4.' })
  augmentations!: (keyof typeof LectureAugmentation)[];
  @Field(() => [String], { defaultValue: [], description: 'Networks to train from random weights: at most 4.' })
  fromScratch!: string[];
  @Field(() => Int, { defaultValue: 20, description: 'Of every run: 2 to 50.' }) epochs!: number;
}

@InputType({ description: 'A lecture to make.' })
export class CreateLectureInput {
  @Field(() => ID) assignmentId!: string;
  @Field(() => String, { description: '1 to 100 characters. Everybody in the room reads it.' }) title!: string;
  @Field(() => Int, { defaultValue: 100, description: 'How many people may take part: 1 to 300.' }) mostGuests!: number;
  @Field(() => LectureChoicesInput, { description: 'What phones may choose.' }) choices!: LectureChoicesInput;
}

@InputType({ description: 'What is changed of a lecture. What is left out stays.' })
export class UpdateLectureInput {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true, description: '1 to 100 characters.' }) title?: string | null;
  @Field(() => Int, { nullable: true, description: 'How many people may take part: 1 to 300.' })
  mostGuests?: number | null;
  @Field(() => LectureChoicesInput, {
    nullable: true,
    description: 'What phones may choose. What was prepared for other choices is deleted. Not while it is open.',
  })
  choices?: LectureChoicesInput | null;
}

@InputType({ description: "A guest's choice." })
export class SubmitLectureRunInput {
  @Field(() => String, { description: 'One of the networks that are offered.' }) network!: string;
  @Field(() => LectureFreeze, { description: 'One of those that are offered.' }) freeze!: keyof typeof LectureFreeze;
  @Field(() => LectureHead, { description: 'One of those that are offered.' }) head!: keyof typeof LectureHead;
  @Field(() => LectureAugmentation, { description: 'One of those that are offered.' })
  augmentation!: keyof typeof LectureAugmentation;
}
