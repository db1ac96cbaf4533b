import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { graphqlEnum } from '../graphql/types.ts';
import { rosterEncodings } from './rosterText.ts';

export const RosterEncoding = graphqlEnum(
  'RosterEncoding',
  Object.keys(rosterEncodings) as (keyof typeof rosterEncodings)[],
  'How the bytes of a file mean letters. CP949 contains EUC-KR, WINDOWS_1252 contains Latin-1.',
);

export const rosterLineKinds = [
  'ADDED',
  'CHANGED',
  'READMITTED',
  'SAME_NUMBER',
  'MISSING',
  'UNCHANGED',
  'DUPLICATE',
  'BROKEN',
] as const;
export const RosterLineKind = graphqlEnum(
  'RosterLineKind',
  rosterLineKinds,
  'What becomes of a person: ADDED comes into the course, CHANGED gets another name, number or section, READMITTED ' +
    'was removed and comes back, SAME_NUMBER is in the course with the account of another address and stays, MISSING ' +
    'is a student of the course and not in the file, UNCHANGED stays. ' +
    'DUPLICATE and BROKEN lines are passed over.',
);

@ObjectType({ description: 'One thing about a person that the roster has otherwise than the course.' })
export class RosterChange {
  @Field(() => String, { description: 'email, name, studentNumber or section.' }) field!: string;
  @Field(() => String, { nullable: true, description: 'What the course has.' }) before!: string | null;
  @Field(() => String, { nullable: true, description: 'What the roster has.' }) after!: string | null;
}

@ObjectType({ description: 'What a roster says of one person, or why a line says nothing.' })
export class RosterLine {
  @Field(() => Int, { nullable: true, description: 'Of the file, from 1; null for people who are not in it.' })
  line!: number | null;
  @Field(() => RosterLineKind, { description: 'What becomes of it.' }) kind!: keyof typeof RosterLineKind;
  @Field(() => String, { description: 'The address; of a broken line, its text.' }) email!: string;
  @Field(() => String, { nullable: true, description: "The roster's, else the account's." }) name!: string | null;
  @Field(() => Boolean, {
    description: 'Whether they have an account whose address is confirmed, or are in the course.',
  })
  hasAccount!: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Of a member whom the student number shows to be this person: the address of their account, where the roster ' +
      'has another. They are not added a second time, and keep their account.',
  })
  accountEmail!: string | null;
  @Field(() => [RosterChange], { description: 'What changes.' }) changes!: RosterChange[];
  @Field(() => String, { nullable: true, description: 'Why the line is passed over.' }) problem!: string | null;
}

@ObjectType({ description: 'How many lines are of a kind.' })
export class RosterCount {
  @Field(() => RosterLineKind, { description: 'The kind.' }) kind!: keyof typeof RosterLineKind;
  @Field(() => Int, { description: 'How many.' }) count!: number;
}

@ObjectType({ description: 'What a roster would change, or has changed.' })
export class RosterPlan {
  @Field(() => RosterEncoding, { description: 'In which encoding it was read.' })
  encoding!: keyof typeof RosterEncoding;
  @Field(() => String, { description: 'What stands between its values: a comma, a semicolon or a tab.' })
  separator!: string;
  @Field(() => Boolean, { description: 'Whether its first line has headings.' }) hasHeader!: boolean;
  @Field(() => [String], { description: 'Headings that say nothing of a roster.' }) ignoredColumns!: string[];
  @Field(() => [String], { description: 'Sections that do not exist yet and are created.' }) newSections!: string[];
  @Field(() => [RosterCount], { description: 'One for each kind, zeros among them.' }) counts!: RosterCount[];
  @Field(() => String, { description: 'Names this plan: hand it to applyRoster, which then does this and no other.' })
  digest!: string;
  all!: RosterLine[];
}

@InputType({ description: 'A class list.' })
export class RosterInput {
  @Field(() => ID, { description: 'The course.' }) courseId!: string;
  @Field(() => String, {
    description:
      'The bytes of the CSV file in Base64, at most 500,000 of them. Columns: e-mail, name, student number, section, ' +
      'with headings in English or Korean in any order, or without.',
  })
  file!: string;
  @Field(() => RosterEncoding, { nullable: true, description: 'Recognised by the bytes when left out.' })
  encoding?: keyof typeof RosterEncoding | null;
}

@InputType({ description: 'A class list to apply.' })
export class ApplyRosterInput extends RosterInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether students of the course who are not in the file are removed.',
  })
  removeMissing!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Of the preview: refused with ROSTER_CHANGED when the course has changed since then.',
  })
  digest?: string | null;
}
