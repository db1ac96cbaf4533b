import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { webhookEvents } from '#contracts/webhooks';
import { connectionOf } from '../graphql/connection.ts';

const eventsDescription = `Some of ${webhookEvents.join(', ')}.`;

@ObjectType({ description: 'An address outside that is told what happens in a course.' })
export class Webhook {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, { description: 'Where it is told.' }) url!: string;
  @Field(() => [String], { description: eventsDescription }) events!: string[];
  @Field(() => GraphQLDateTime, { description: 'When it was made.' }) createdAt!: Date;
  @Field(() => Int, { description: 'Deliveries in a row that were given up. Five switch it off.' }) failures!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it is switched off; null: it is on.' })
  disabledAt!: Date | null;
}

@ObjectType({ description: 'One event that a webhook is told, or was.' })
export class WebhookDelivery {
  @Field(() => ID, { description: 'Its id, which each attempt sends as webhook-id.' }) id!: string;
  @Field(() => String, { description: 'What happened.' }) event!: string;
  @Field(() => GraphQLJSON, { description: 'What is sent: {type, timestamp, data}. It has ids and no names.' })
  payload!: unknown;
  @Field(() => GraphQLDateTime, { description: 'When it happened.' }) createdAt!: Date;
  @Field(() => Int, { description: 'How often it was sent.' }) attempts!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was sent last.' }) lastAttemptAt!: Date | null;
  @Field(() => Int, { nullable: true, description: 'What the address answered last.' }) responseStatus!: number | null;
  @Field(() => String, { nullable: true, description: 'Why the last attempt failed.' }) error!: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the address took it.' }) deliveredAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was given up.' }) givenUpAt!: Date | null;
}

export const WebhookDeliveryConnection = connectionOf(() => WebhookDelivery, 'WebhookDelivery');

@InputType()
export class CreateWebhookInput {
  @Field(() => ID, { description: 'Of which course.' }) courseId!: string;
  @Field(() => String, { description: 'An https address on the internet.' }) url!: string;
  @Field(() => [String], { description: eventsDescription }) events!: string[];
}

@InputType()
export class ChangeWebhookInput {
  @Field(() => ID, { description: 'Of the webhook.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'The same, when left out.' }) url?: string | null;
  @Field(() => [String], { nullable: true, description: `The same, when left out. ${eventsDescription}` })
  events?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Switches it on or off.' }) enabled?: boolean | null;
}

@ObjectType()
export class CreateWebhookPayload {
  @Field(() => Webhook, { description: 'The new webhook.' }) webhook!: Webhook;
  @Field(() => String, { description: 'Signs what it is told. It is shown this once.' }) secret!: string;
}

@ObjectType()
export class RemoveWebhookPayload {
  @Field(() => ID, { description: 'Of what was removed.' }) id!: string;
}
