import { z } from 'zod';

/** What a webhook can be told, and the ids that each event carries. No event carries anything about a person. */
const webhookData = {
  'run.ended': z.object({ courseId: z.string(), assignmentId: z.string(), runId: z.string(), status: z.string() }),
  'assignment.published': z.object({ courseId: z.string(), assignmentId: z.string() }),
  'assignment.revised': z.object({ courseId: z.string(), assignmentId: z.string(), revision: z.int() }),
  'grade.published': z.object({ courseId: z.string(), assignmentId: z.string() }),
  /** Staff sent it to see whether the address answers. Nobody subscribes to it. */
  'webhook.test': z.object({ courseId: z.string(), webhookId: z.string() }),
} as const;

export type WebhookEvent = keyof typeof webhookData;
export type WebhookData<Event extends WebhookEvent> = z.infer<(typeof webhookData)[Event]>;

/** Those that a webhook may be subscribed to. */
export const webhookEvents = (Object.keys(webhookData) as WebhookEvent[]).filter((event) => event !== 'webhook.test');
