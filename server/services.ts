import type { AccountServices } from './accounts/account.context.ts';
import type { AnalysisServices } from './analyses/analysis.service.ts';
import type { ApiKeyServices } from './apiKeys/apiKey.service.ts';
import type { DatasetServices } from './datasets/dataset.context.ts';
import type { Services } from './graphql/context.ts';
import type { LectureServices } from './lectures/lecture.context.ts';
import type { LtiServices } from './lti/lti.context.ts';
import type { ProgressServices } from './progress/runWatch.ts';
import type { RunServices } from './runs/run.service.ts';
import type { WebhookServices } from './webhooks/webhook.service.ts';

/** What one server has, shared by all requests: what every noun uses, and what some need besides. */
export type ServerServices = Services &
  AccountServices &
  AnalysisServices &
  ApiKeyServices &
  DatasetServices &
  RunServices &
  ProgressServices &
  LectureServices &
  LtiServices &
  WebhookServices;
