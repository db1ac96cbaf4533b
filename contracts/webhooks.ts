/** What a webhook can be told, and the ids that each event carries. No event carries anything about a person. */
interface WebhookIds {
  'run.ended': { courseId: string; assignmentId: string; runId: string; status: string };
  'assignment.published': { courseId: string; assignmentId: string };
  'assignment.revised': { courseId: string; assignmentId: string; revision: number };
  'grade.published': { courseId: string; assignmentId: string };
  /** Staff sent it to see whether the address answers. Nobody subscribes to it. */
  'webhook.test': { courseId: string; webhookId: string };
}

export type WebhookEvent = keyof WebhookIds;
export type WebhookData<Event extends WebhookEvent> = WebhookIds[Event];

/** Those that a webhook may be subscribed to. */
export const webhookEvents = ['run.ended', 'assignment.published', 'assignment.revised', 'grade.published'] as const;
