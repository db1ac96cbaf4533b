import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { noticeKinds } from '#contracts/notices';
import { connectionOf } from '../graphql/connection.ts';
import { graphqlEnum } from '../graphql/types.ts';

export const NoticeKind = graphqlEnum('NoticeKind', noticeKinds, 'What people are told of.');

@ObjectType({ description: 'Something that one is told.' })
export class Notice {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => NoticeKind, { description: 'What it is about.' }) kind!: keyof typeof NoticeKind;
  @Field(() => GraphQLJSON, { description: 'Names, ids and dates that its sentence needs; they differ by kind.' })
  data!: unknown;
  @Field(() => GraphQLDateTime, { description: 'When it happened.' }) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When one read it; null before.' }) readAt!: Date | null;
}

export const NoticeConnection = connectionOf(() => Notice, 'Notice');

@ObjectType({ description: 'How one wants to be told of one kind of thing.' })
export class NoticeChoice {
  @Field(() => NoticeKind, { description: 'The kind.' }) kind!: keyof typeof NoticeKind;
  @Field(() => Boolean, { description: 'On the site.' }) site!: boolean;
  @Field(() => Boolean, { description: 'By e-mail.' }) mail!: boolean;
}

@InputType()
export class ChooseNoticesInput {
  @Field(() => NoticeKind, { description: 'The kind.' }) kind!: keyof typeof NoticeKind;
  @Field(() => Boolean, { description: 'On the site.' }) site!: boolean;
  @Field(() => Boolean, { description: 'By e-mail.' }) mail!: boolean;
}

@ObjectType()
export class ReadNoticesPayload {
  @Field(() => Int, { description: 'How many one has not read yet.' }) unread!: number;
}
