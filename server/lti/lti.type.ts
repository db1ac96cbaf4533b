import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: "A school's learning platform (LTI 1.3) that an administrator registered." })
export class LtiPlatform {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'What people here call it.' }) name!: string;
  @Field(() => String, { description: 'The platform id, as its tokens say.' }) issuer!: string;
  @Field(() => String, { description: 'What the platform calls this site.' }) clientId!: string;
  @Field(() => String, { description: 'Where launches go for a token.' }) authorizationEndpoint!: string;
  @Field(() => String, { description: 'Where tokens for its services come from.' }) tokenEndpoint!: string;
  @Field(() => String, { description: 'Where its public keys are.' }) jwksUri!: string;
  @Field(() => String, { nullable: true, description: 'The audience that it expects, if not its token endpoint.' })
  tokenAudience!: string | null;
  @Field(() => [String], { description: 'Deployments that may launch; empty: the first one that does is kept.' })
  deploymentIds!: string[];
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@InputType({ description: 'A platform as its own settings page tells it.' })
export class LtiPlatformInput {
  @Field(() => ID, { nullable: true, description: 'Of one to change; a new one when left out.' }) id?: string | null;
  @Field(() => String, { description: '1 to 100 characters.' }) name!: string;
  @Field(() => String, { description: 'The platform id, e.g. https://canvas.instructure.com.' }) issuer!: string;
  @Field(() => String, { description: 'What the platform calls this site.' }) clientId!: string;
  @Field(() => String, { description: 'An address.' }) authorizationEndpoint!: string;
  @Field(() => String, { description: 'An address.' }) tokenEndpoint!: string;
  @Field(() => String, { description: 'An address.' }) jwksUri!: string;
  @Field(() => String, { nullable: true, description: 'The audience that it expects, if not its token endpoint.' })
  tokenAudience?: string | null;
  @Field(() => [String], { defaultValue: [], description: 'Deployments that may launch; empty: the first one.' })
  deploymentIds!: string[];
}

@ObjectType({ description: 'What a platform must know of this site.' })
export class LtiTool {
  @Field(() => String, { description: 'Login initiation.' }) loginUrl!: string;
  @Field(() => String, { description: 'Redirection and target link.' }) launchUrl!: string;
  @Field(() => String, { description: 'Public keys.' }) jwksUrl!: string;
}

@ObjectType({ description: 'An address under which one platform registers itself.' })
export class LtiInvitationPayload {
  @Field(() => String, { description: "To be pasted into the platform's dynamic registration." }) url!: string;
  @Field(() => GraphQLDateTime, { description: 'Until then it works, once.' }) expiresAt!: Date;
}

@ObjectType({ description: "A platform's course, which may be connected to one here." })
export class LtiContext {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'As the platform calls it.' }) title!: string;
  @Field(() => ID, { nullable: true, description: 'The course here; null while it is not connected.' })
  courseId!: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: "When the platform's roster was last read." })
  syncedAt!: Date | null;
}

@ObjectType({ description: "How published grades have come to a platform's course." })
export class LtiDelivery {
  @Field(() => Int, { description: 'Scores that the platform has.' }) sent!: number;
  @Field(() => Int, { description: 'Scores that are on their way or will be tried again.' }) waiting!: number;
  @Field(() => Int, { description: 'Scores that were given up after many attempts.' }) failed!: number;
  @Field(() => String, { nullable: true, description: 'What went wrong last.' }) error!: string | null;
}

@ObjectType({ description: 'A person who came from a platform and has no account yet.' })
export class LtiArrival {
  @Field(() => String, { description: 'The platform.' }) platform!: string;
  @Field(() => String, { description: 'As the platform calls the person.' }) name!: string;
  @Field(() => String, { description: 'As the platform has it; may be empty.' }) email!: string;
  @Field(() => Boolean, { description: 'Whether an account here has this address.' }) emailIsTaken!: boolean;
}

@ObjectType({ description: "What reading a platform's roster did." })
export class LtiRosterPayload {
  @Field(() => Int, { description: "People in the platform's course." }) people!: number;
  @Field(() => Int, { description: 'Those who are new in the course here.' }) enrolled!: number;
  @Field(() => Int, { description: 'Those who have never come here; they are enrolled when they do.' })
  waiting!: number;
  @Field(() => Int, { description: 'Those who were there before and are no more.' }) gone!: number;
}
