import { openImportStatuses } from '#contracts/importStatus';
import { type Database, Prisma, type Transaction } from './client.ts';

const gigabyte = 1e9;

/** Bytes that the files of one course, and of all courses that one account gives, may take. */
export async function storageLimits(database: Database | Transaction): Promise<{ course: number; account: number }> {
  const settings = await database.siteSettings.findUnique({ where: { id: 1 } });
  return {
    course: (settings?.courseGigabytes ?? 100) * gigabyte,
    account: (settings?.accountGigabytes ?? 200) * gigabyte,
  };
}

/**
 * Bytes of the files of courses: the images of their datasets, what open imports have brought, pictures and published
 * weights. A file that two versions share counts twice.
 */
async function bytesOf(database: Database | Transaction, courses: Prisma.Sql): Promise<number> {
  const [{ bytes }] = await database.$queryRaw<[{ bytes: number }]>`
    WITH chosen AS (${courses})
    SELECT sum(part.bytes)::float8 AS bytes FROM (
      SELECT coalesce(sum(version.bytes), 0) AS bytes FROM dataset_version AS version
        JOIN dataset ON dataset.id = version."datasetId" WHERE dataset."courseId" IN (SELECT id FROM chosen)
      UNION ALL SELECT coalesce(sum(bytes), 0) FROM dataset_import
        WHERE "courseId" IN (SELECT id FROM chosen) AND status::text = ANY(${[...openImportStatuses]})
      UNION ALL SELECT coalesce(sum(bytes), 0) FROM picture WHERE "courseId" IN (SELECT id FROM chosen)
      UNION ALL SELECT coalesce(sum(bytes), 0) FROM weights WHERE "courseId" IN (SELECT id FROM chosen)
    ) AS part`;
  return bytes;
}

/** Bytes of the files of a course. */
export function courseBytes(database: Database | Transaction, courseId: string): Promise<number> {
  return bytesOf(database, Prisma.sql`SELECT ${courseId} AS id`);
}

/** Bytes of the files of all courses whose instructor this account is. */
export function accountBytes(database: Database | Transaction, userId: string): Promise<number> {
  const given = Prisma.sql`
    SELECT "courseId" AS id FROM enrollment WHERE "userId" = ${userId} AND role = 'INSTRUCTOR' AND "removedAt" IS NULL`;
  return bytesOf(database, given);
}
