import { PrismaPg } from '@prisma/adapter-pg';
import { connectionTo } from './connection.ts';
import { PrismaClient } from './generated/client.ts';

export type {
  Account,
  Analysis,
  Assignment,
  AssignmentRevision,
  AuditEntry,
  Course,
  Dataset,
  DatasetImport,
  DatasetVersion,
  Enrollment,
  Epoch,
  Export,
  Extension,
  Heatmap,
  Invitation,
  Lecture,
  LectureRun,
  LtiContext,
  LtiPlatform,
  Mail,
  NetworkMeasurement,
  NetworkTime,
  Notice,
  PendingMember,
  Prediction,
  Reservation,
  Run,
  Section,
  SiteInvitation,
  SiteSettings,
  Team,
  TeamMember,
  User,
  Webhook,
  WebhookDelivery,
  Weights,
  Worker,
} from './generated/client.ts';
export { CourseRole, Prisma, SignUpMode, SiteRole, UntoldReason } from './generated/client.ts';

/**
 * A Prisma client for one database; `$disconnect()` it when done. It emits a `query` event for every SQL statement.
 * `keepsIdle`: idle connections stay open, for a process that is too busy to open new ones quickly.
 */
export function connect(databaseUrl: string, { poolSize = 10, keepsIdle = false } = {}) {
  const adapter = new PrismaPg({
    ...connectionTo(databaseUrl),
    max: poolSize,
    ...(keepsIdle && { idleTimeoutMillis: 0 }),
  });
  // Prisma's own limits (2 s for a connection, 5 s for a transaction) fail a run where training keeps all processors
  // busy.
  const transactionOptions = { maxWait: 15_000, timeout: 30_000 };
  return new PrismaClient({ adapter, transactionOptions, log: [{ emit: 'event', level: 'query' }] });
}

export type Database = ReturnType<typeof connect>;
/** What `$transaction` hands to its callback. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];
