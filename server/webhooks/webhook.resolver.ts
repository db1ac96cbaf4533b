import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, WebhookDelivery as DeliveryRow, Webhook as WebhookRow } from '#prisma/client';
import { isStaff, roleIn } from '../courses/access.ts';
import { Course } from '../courses/course.type.ts';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  redeliver,
  removeWebhook,
  testWebhook,
  type WebhookContext,
} from './webhook.service.ts';
import {
  ChangeWebhookInput,
  CreateWebhookInput,
  CreateWebhookPayload,
  RemoveWebhookPayload,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryConnection,
} from './webhook.type.ts';

@Resolver(() => Webhook)
export class WebhookResolver {
  @Mutation(() => CreateWebhookPayload, {
    description: 'Course staff only: adds a webhook and shows its secret, once.',
  })
  createWebhook(
    @Arg('input', () => CreateWebhookInput) input: CreateWebhookInput,
    @Ctx() context: WebhookContext,
  ): Promise<{ webhook: WebhookRow; secret: string }> {
    return createWebhook(context, input);
  }

  @Mutation(() => Webhook, { description: 'Course staff only.' })
  changeWebhook(
    @Arg('input', () => ChangeWebhookInput) input: ChangeWebhookInput,
    @Ctx() context: WebhookContext,
  ): Promise<WebhookRow> {
    return changeWebhook(context, input);
  }

  @Mutation(() => RemoveWebhookPayload, { description: 'Course staff only: removes a webhook and its log.' })
  async removeWebhook(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<RemoveWebhookPayload> {
    return { id: await removeWebhook(context, id) };
  }

  @Mutation(() => WebhookDelivery, { description: 'Course staff only: sends the event webhook.test.' })
  testWebhook(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<DeliveryRow> {
    return testWebhook(context, id);
  }

  @Mutation(() => WebhookDelivery, { description: 'Course staff only: sends what has ended once more.' })
  redeliverWebhook(
    @Arg('id', () => ID, { description: 'Of the delivery.' }) id: string,
    @Ctx() context: Context,
  ): Promise<DeliveryRow> {
    return redeliver(context, id);
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'Of the last 30 days, newest first.' })
  deliveries(
    @Root() webhook: WebhookRow,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<DeliveryRow>> {
    return listDeliveries(context, webhook, page);
  }
}

@Resolver(() => Course)
export class CourseWebhooksResolver {
  @FieldResolver(() => [Webhook], { nullable: true, description: 'For staff only; null to students.' })
  async webhooks(
    @Root() course: CourseRow,
    @Arg('first', () => Int, { defaultValue: 20, description: 'A course has at most 20.' }) first: number,
    @Ctx() context: Context,
  ): Promise<WebhookRow[] | null> {
    if (!isStaff(await roleIn(context, course.id))) return null;
    return context.database.webhook.findMany({
      where: { courseId: course.id },
      orderBy: { id: 'asc' },
      take: Math.max(1, Math.min(first, 20)),
    });
  }
}
