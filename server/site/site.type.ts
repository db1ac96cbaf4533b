import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SignUpMode as signUpModes } from '#prisma/client';
import { deliveries } from '../accounts/account.context.ts';
import { Language } from '../accounts/user.type.ts';
import { connectionOf } from '../graphql/connection.ts';
import { graphqlEnum } from '../graphql/types.ts';

export const SignUpMode = graphqlEnum(
  'SignUpMode',
  Object.values(signUpModes),
  'Who may make an account: everybody, those who were invited, or nobody.',
);

export const MailDelivery = graphqlEnum(
  'MailDelivery',
  deliveries,
  'Where e-mails go: to people, to an outbox that administrators read in development, or nowhere.',
);

@ObjectType({ description: 'The site, as everybody may know it.' })
export class Site {
  @Field(() => String, { description: 'What it is called.' }) name!: string;
  @Field(() => SignUpMode, { description: 'Who may make an account.' }) signUp!: keyof typeof SignUpMode;
  @Field(() => [String], { description: 'New accounts need an address in one of these domains; any when empty.' })
  emailDomains!: string[];
  @Field(() => Boolean, { description: 'Whether people confirm their address before they take part.' })
  requiresVerifiedEmail!: boolean;
  @Field(() => Boolean, { description: 'Whether staff take part only with a second factor.' })
  requiresTwoFactor!: boolean;
  @Field(() => String, { description: 'What the site does with what it knows about people, in Markdown.' })
  privacyNotice!: string;
  @Field(() => String, { description: 'Whom to ask for help, e.g. for a new password; empty where nobody is named.' })
  helpContact!: string;
  @Field(() => Boolean, { description: 'Whether administrators may read the outbox, in development.' })
  outboxShown!: boolean;
  @Field(() => Int, { description: 'Gigabytes (10^9 bytes) that the files of a course may take.' })
  courseGigabytes!: number;
  @Field(() => Int, { description: 'Gigabytes that the files of all courses may take that one account gives.' })
  accountGigabytes!: number;
}

@InputType({ description: 'What administrators set. What is left out stays.' })
export class UpdateSiteInput {
  @Field(() => String, { nullable: true, description: '1 to 60 characters.' }) name?: string | null;
  @Field(() => Language, { nullable: true, description: 'For readers of whom nothing else says a language.' })
  language?: keyof typeof Language | null;
  @Field(() => SignUpMode, { nullable: true, description: 'Who may make an account.' })
  signUp?: keyof typeof SignUpMode | null;
  @Field(() => [String], { nullable: true, description: 'Domains such as school.edu, 50 at most.' })
  emailDomains?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Needs a mail server, and that your own address is confirmed.' })
  requiresVerifiedEmail?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Needs that you have a second factor yourself.' })
  requiresTwoFactor?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Markdown of 50,000 characters at most.' })
  privacyNotice?: string | null;
  @Field(() => String, { nullable: true, description: 'A line of 200 characters at most, which everybody reads.' })
  helpContact?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether administrators may read the outbox, in development.' })
  outboxShown?: boolean | null;
  @Field(() => Int, { nullable: true, description: 'Gigabytes that the files of a course may take, 1 to 1,000,000.' })
  courseGigabytes?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Gigabytes that the files of all courses may take that one account gives, 1 to 1,000,000.',
  })
  accountGigabytes?: number | null;
}

@ObjectType({ description: 'An e-mail in the outbox.' })
class Mail {
  @Field(() => ID, { description: 'Names the e-mail.' }) id!: string;
  @Field(() => String, { description: 'The address that it is for.' }) to!: string;
  @Field(() => String, { description: 'Its subject.' }) subject!: string;
  @Field(() => String, { description: 'What it says.' }) text!: string;
  @Field(() => GraphQLDateTime, { description: 'When it was written.' }) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the mail server took it; null before.' })
  sentAt!: Date | null;
  @Field(() => Int, { description: 'How often the site has tried to send it.' }) attempts!: number;
  @Field(() => String, { nullable: true, description: 'What the mail server said last.' }) error!: string | null;
}

export const MailConnection = connectionOf(() => Mail, 'Mail');
