import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { apiKeyScopes, mostKeyDays, usualKeyDays } from '#contracts/apiKeys';
import { graphqlEnum } from '../graphql/types.ts';

export const ApiKeyScope = graphqlEnum(
  'ApiKeyScope',
  apiKeyScopes,
  'What an API key may do in the name of its owner.',
  {
    READ: 'Ask queries and follow subscriptions. Every key may.',
    SUBMIT: 'What a student does: submit and cancel runs, have models exported.',
    STAFF: 'All other mutations: what instructors, assistants and administrators do, and uploads.',
  },
);

@ObjectType({ description: 'A key with which a program acts as its owner. It is sent in the header x-api-key.' })
export class ApiKey {
  @Field(() => ID, { description: 'Names the key; it is not the key itself.' }) id!: string;
  @Field(() => String, { description: 'What its owner calls it.' }) name!: string;
  @Field(() => String, { description: 'The first letters of the key, by which its owner knows it.' }) start!: string;
  @Field(() => [ApiKeyScope], { description: 'What it may do.' }) scopes!: (keyof typeof ApiKeyScope)[];
  @Field(() => GraphQLDateTime, { description: 'When it was made.' }) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last used; null before.' })
  lastUsedAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'From then on it does not work; null: it never ends.' })
  expiresAt!: Date | null;
}

@InputType({ description: 'The API key to make.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What it is for: 1 to 32 characters.' }) name!: string;
  @Field(() => [ApiKeyScope], { defaultValue: ['READ'], description: 'What it may do. READ is always among them.' })
  scopes!: (keyof typeof ApiKeyScope)[];
  @Field(() => Int, {
    defaultValue: usualKeyDays,
    description: `Days for which it works: 1 to ${mostKeyDays}.`,
  })
  days!: number;
}

@ObjectType({ description: 'A new API key.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { description: 'What is known of it from now on.' }) apiKey!: ApiKey;
  @Field(() => String, { description: 'The key itself. The server keeps only its hash, so it is shown this once.' })
  key!: string;
}
