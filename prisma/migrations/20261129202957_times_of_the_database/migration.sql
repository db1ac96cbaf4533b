-- AlterTable
ALTER TABLE "user" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text),
ALTER COLUMN "updatedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "session" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "account" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "verification" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text),
ALTER COLUMN "updatedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "site_settings" ALTER COLUMN "updatedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "site_invitation" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "email_confirmation" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "course" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "enrollment" ALTER COLUMN "joinedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "pending_member" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "invitation" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "dataset" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "dataset_version" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "deleted_version" ALTER COLUMN "deletedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "dataset_import" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "assignment" ALTER COLUMN "opensAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text),
ALTER COLUMN "publishedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text),
ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "picture" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "assignment_revision" ALTER COLUMN "endedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "extension" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "team" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "run" ALTER COLUMN "submittedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "epoch" ALTER COLUMN "finishedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "evaluation" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "standing" ALTER COLUMN "updatedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "frozen_standing" ALTER COLUMN "updatedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "grade" ALTER COLUMN "updatedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "export" ALTER COLUMN "requestedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "analysis" ALTER COLUMN "requestedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "heatmap" ALTER COLUMN "requestedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "prediction" ALTER COLUMN "requestedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "network_measurement" ALTER COLUMN "requestedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "weights" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lecture" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lecture_guest" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "worker" ALTER COLUMN "startedAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text),
ALTER COLUMN "lastSeenAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "audit_entry" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "notice" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "reservation" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "webhook" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "webhook_delivery" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "mail" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text),
ALTER COLUMN "nextTryAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lti_key" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lti_invitation" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lti_platform" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lti_account" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lti_context" ALTER COLUMN "createdAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lti_member" ALTER COLUMN "seenAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);

-- AlterTable
ALTER TABLE "lti_score" ALTER COLUMN "nextAttemptAt" SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'::text);
