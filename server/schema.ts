import 'reflect-metadata';
import { createPubSub } from '@graphql-yoga/subscription';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AccountResolver, OwnUserResolver } from './accounts/account.resolver.ts';
import { SiteInvitationResolver } from './accounts/siteInvitation.resolver.ts';
import { UserResolver } from './accounts/user.resolver.ts';
import {
  AnalysisResolver,
  AnalysisResultResolver,
  HeatmapResolver,
  RunAnalysisResolver,
} from './analyses/analysis.resolver.ts';
import { ApiKeyResolver } from './apiKeys/apiKey.resolver.ts';
import {
  AssignmentResolver,
  AssignmentRevisionResolver,
  CourseAssignmentsResolver,
} from './assignments/assignment.resolver.ts';
import { AssignmentExtensionsResolver, ExtensionResolver } from './assignments/extension.resolver.ts';
import { ComparisonResolver } from './comparison/comparison.resolver.ts';
import { CourseResolver } from './courses/course.resolver.ts';
import { CourseInvitationsResolver, InvitationResolver } from './courses/invitation.resolver.ts';
import { LeaveResolver } from './courses/leave.resolver.ts';
import {
  CourseMembersResolver,
  MemberResolver,
  PendingMemberResolver,
  TaughtUserResolver,
} from './courses/member.resolver.ts';
import { CourseSectionsResolver, SectionResolver } from './courses/section.resolver.ts';
import { CourseDatasetsResolver, DatasetResolver, DatasetVersionResolver } from './datasets/dataset.resolver.ts';
import { DatasetImportResolver } from './datasets/datasetImport.resolver.ts';
import { EpochResolver, RunEpochsResolver } from './epochs/epoch.resolver.ts';
import { ExportResolver, RunExportsResolver } from './exports/export.resolver.ts';
import {
  AssignmentGradesResolver,
  CourseGradesResolver,
  GradeResolver,
  RunFeedbackResolver,
} from './grades/grade.resolver.ts';
import { describe } from './graphql/descriptions.ts';
import { markMutations } from './graphql/mutations.ts';
import { requireScopes } from './graphql/scopes.ts';
import {
  AssignmentSeedsResolver,
  LeaderboardEntryResolver,
  LeaderboardResolver,
  ReferenceLineResolver,
} from './leaderboards/leaderboard.resolver.ts';
import { GuestResolver } from './lectures/guest.resolver.ts';
import {
  AssignmentLecturesResolver,
  LecturePreparationResolver,
  LectureResolver,
  RunLectureResolver,
} from './lectures/lecture.resolver.ts';
import { CourseLtiResolver, LtiContextResolver, LtiResolver, SiteLtiResolver } from './lti/lti.resolver.ts';
import { NetworkResolver } from './networks/network.resolver.ts';
import { NoticeResolver } from './notices/notice.resolver.ts';
import {
  AssignmentParticipationResolver,
  MemberParticipationResolver,
} from './participation/participation.resolver.ts';
import { PictureResolver } from './pictures/picture.resolver.ts';
import { PredictionResolver, RunDatasetResolver } from './predictions/prediction.resolver.ts';
import { RunProgressResolver } from './progress/runProgress.resolver.ts';
import { QueueEntryResolver, QueueResolver, RunQueueResolver } from './queue/queue.resolver.ts';
import { AuditEntryResolver, CourseAuditResolver } from './records/auditLog.resolver.ts';
import {
  MachineUseResolver,
  StudentUseOfAssignmentResolver,
  StudentUseResolver,
} from './reservations/machineUse.resolver.ts';
import { ReservationResolver } from './reservations/reservation.resolver.ts';
import { RosterResolver } from './rosters/roster.resolver.ts';
import { CountingResolver, ReferenceRunResolver } from './runs/counting.resolver.ts';
import { PublishedWeightsResolver, RunWeightsResolver } from './runs/publishWeights.resolver.ts';
import { AssignmentRerunsResolver, RerunResolver } from './runs/rerun.resolver.ts';
import { RunResolver } from './runs/run.resolver.ts';
import { RunListResolver } from './runs/runList.resolver.ts';
import { SiteResolver } from './site/site.resolver.ts';
import { CourseStorageResolver } from './storage/storage.resolver.ts';
import { AssignmentTeamsResolver, TeamResolver } from './teams/team.resolver.ts';
import { RunTransferResolver, TransferResolver } from './transfer/transfer.resolver.ts';
import { CourseWebhooksResolver, WebhookResolver } from './webhooks/webhook.resolver.ts';
import { CourseWeightsResolver, WeightsResolver, WeightsUploadResolver } from './weights/weights.resolver.ts';
import { WorkerResolver } from './workers/worker.resolver.ts';

/** The GraphQL schema with its resolvers, which expect a `Context`. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      UserResolver,
      OwnUserResolver,
      AccountResolver,
      SiteInvitationResolver,
      SiteResolver,
      LeaveResolver,
      ApiKeyResolver,
      CourseResolver,
      CourseStorageResolver,
      CourseMembersResolver,
      MemberResolver,
      PendingMemberResolver,
      TaughtUserResolver,
      SectionResolver,
      CourseSectionsResolver,
      InvitationResolver,
      CourseInvitationsResolver,
      RosterResolver,
      AssignmentParticipationResolver,
      MemberParticipationResolver,
      DatasetResolver,
      DatasetVersionResolver,
      CourseDatasetsResolver,
      DatasetImportResolver,
      WeightsResolver,
      CourseWeightsResolver,
      WeightsUploadResolver,
      AssignmentResolver,
      AssignmentRevisionResolver,
      CourseAssignmentsResolver,
      ExtensionResolver,
      AssignmentExtensionsResolver,
      TeamResolver,
      AssignmentTeamsResolver,
      RunResolver,
      CountingResolver,
      ReferenceRunResolver,
      PictureResolver,
      RerunResolver,
      AssignmentRerunsResolver,
      RunListResolver,
      PublishedWeightsResolver,
      RunWeightsResolver,
      ExportResolver,
      RunExportsResolver,
      RunAnalysisResolver,
      AnalysisResolver,
      AnalysisResultResolver,
      HeatmapResolver,
      PredictionResolver,
      RunDatasetResolver,
      NetworkResolver,
      EpochResolver,
      RunEpochsResolver,
      RunProgressResolver,
      RunTransferResolver,
      TransferResolver,
      ComparisonResolver,
      LeaderboardResolver,
      AssignmentSeedsResolver,
      LeaderboardEntryResolver,
      ReferenceLineResolver,
      GradeResolver,
      AssignmentGradesResolver,
      CourseGradesResolver,
      RunFeedbackResolver,
      LectureResolver,
      LecturePreparationResolver,
      GuestResolver,
      AssignmentLecturesResolver,
      RunLectureResolver,
      LtiResolver,
      LtiContextResolver,
      CourseLtiResolver,
      SiteLtiResolver,
      NoticeResolver,
      AuditEntryResolver,
      CourseAuditResolver,
      WebhookResolver,
      CourseWebhooksResolver,
      ReservationResolver,
      MachineUseResolver,
      StudentUseOfAssignmentResolver,
      StudentUseResolver,
      WorkerResolver,
      QueueResolver,
      QueueEntryResolver,
      RunQueueResolver,
    ],
    // zod checks what comes in; class-validator is not installed.
    validate: false,
    // type-graphql wants one to be there; runProgress brings its own stream.
    pubSub: createPubSub(),
  });
  return requireScopes(markMutations(describe(schema)));
}

/**
 * The schema as text: what `npm run generate` writes to server/schema.graphql, for clients to generate their types
 * from.
 */
export async function schemaSource(): Promise<string> {
  const schema = lexicographicSortSchema(await createSchema());
  return `# Generated by "npm run generate" from the resolvers in server/.\n\n${printSchema(schema)}\n`;
}
