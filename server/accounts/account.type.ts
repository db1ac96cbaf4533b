import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { SiteRole } from './user.type.ts';

@ObjectType({ description: 'An account, as its owner and administrators see it.' })
export class Account {
  @Field(() => ID, { description: 'The id of the user, too.' }) id!: string;
  @Field(() => String, { description: 'What courses and boards show.' }) name!: string;
  @Field(() => String, { description: 'With it one signs in.' }) email!: string;
  @Field(() => Boolean, { description: 'Whether its owner has shown that they read this address.' })
  emailVerified!: boolean;
  @Field(() => SiteRole, { description: 'What it may do on the whole site.' }) siteRole!: keyof typeof SiteRole;
  @Field(() => Boolean, { description: 'Whether signing in asks for a code of an authenticator app.' })
  twoFactorEnabled!: boolean;
  @Field(() => GraphQLDateTime, { description: 'When it was made.' }) createdAt!: Date;
}

export const AccountConnection = connectionOf(() => Account, 'Account');

@ObjectType({ description: 'A browser or a program that is signed in.' })
export class Session {
  @Field(() => ID, { description: 'Names the session; nobody signs in with it.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'How the browser calls itself.' }) userAgent!: string | null;
  @Field(() => String, { nullable: true, description: 'The IP address that it was begun from.' })
  address!: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it was begun.' }) createdAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'When it was last renewed, which is once a day.' }) usedAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'When it ends by itself.' }) expiresAt!: Date;
  @Field(() => Boolean, { description: 'Whether this request came with it.' }) isCurrent!: boolean;
}

@ObjectType({ description: 'A link with which the password of an account can be set once.' })
export class CreatePasswordLinkPayload {
  @Field(() => String, { description: 'The link. It is shown only now.' }) url!: string;
  @Field(() => GraphQLDateTime, { description: 'It works until then.' }) expiresAt!: Date;
}

@ObjectType({ description: 'What became of a change of the e-mail address.' })
export class ChangeEmailPayload {
  @Field(() => Boolean, {
    description: 'True: it has changed. False: it changes when the link is opened that went to the new address.',
  })
  isDone!: boolean;
}

@InputType({ description: 'Another e-mail address for the own account.' })
export class ChangeEmailInput {
  @Field(() => String, { description: 'The new address.' }) newEmail!: string;
  @Field(() => String, { nullable: true, description: 'The password of the account, where it has one.' })
  password?: string | null;
}
