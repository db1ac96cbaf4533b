import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { SiteRole } from './user.type.ts';

@ObjectType({ description: 'Lets the owner of an e-mail address make an account.' })
export class SiteInvitation {
  @Field(() => ID, { description: 'Names the invitation.' }) id!: string;
  @Field(() => String, { description: 'The account must have this address.' }) email!: string;
  @Field(() => SiteRole, { description: 'What the account may do on the whole site.' })
  siteRole!: keyof typeof SiteRole;
  @Field(() => Boolean, { description: 'Whether the link went out by e-mail.' }) mailed!: boolean;
  @Field(() => GraphQLDateTime, { description: 'When it was written.' }) createdAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'The link works until then.' }) expiresAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the account was made; null before.' })
  acceptedAt!: Date | null;
}

export const SiteInvitationConnection = connectionOf(() => SiteInvitation, 'SiteInvitation');

@ObjectType({ description: 'An invitation that was just written.' })
export class InviteToSitePayload {
  @Field(() => SiteInvitation, { description: 'The invitation.' }) invitation!: SiteInvitation;
  @Field(() => String, {
    nullable: true,
    description: 'Its link, to hand on, where no mail server brings it; null otherwise. It is shown only now.',
  })
  link!: string | null;
}

@InputType({ description: 'People to invite.' })
export class InviteToSiteInput {
  @Field(() => [String], { description: 'E-mail addresses, 1 to 500.' }) emails!: string[];
  @Field(() => SiteRole, { defaultValue: 'MEMBER', description: 'What their accounts may do on the whole site.' })
  siteRole!: keyof typeof SiteRole;
}
