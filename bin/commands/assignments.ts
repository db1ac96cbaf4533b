import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { z } from 'zod';
import { momentOf, wallTimeOf } from '#contracts/courseTime';
import { check, sentence } from '#contracts/issues';
import { parseRecipe } from '#contracts/recipe';
import { parseYaml } from '#contracts/yaml';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import {
  CourseAssignmentsDocument,
  type CourseAssignmentsQuery,
  CreateAssignmentFromFileDocument,
  type CreateAssignmentInput,
  HideAssignmentDocument,
  ShowAssignmentDocument,
  UpdateAssignmentFromFileDocument,
} from '../api/generated/graphql.ts';
import { callersPath, unreadable } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

type Course = CourseAssignmentsQuery['course'];
type Assignment = Course['assignments'][number];

/** Fields that the file and the API spell alike. */
const sameFields = [
  'key',
  'title',
  'description',
  'metric',
  'latePenalty',
  'dailyQuota',
  'totalQuota',
  'runsAtOnce',
  'budgetSeconds',
  'teamSize',
  'countingRule',
  'publicShare',
  'scoreStep',
  'allowed',
] as const;
/** What the clock in the course's time zone shows. */
const times = { opens: 'opensAt', due: 'dueAt', closes: 'closesAt', teamsUntil: 'teamsUntil' } as const;

const entrySchema = z.strictObject({
  id: z.string().optional(),
  ...Object.fromEntries(sameFields.map((name) => [name, z.unknown().optional()])),
  ...Object.fromEntries(Object.keys(times).map((name) => [name, z.string().nullable().optional()])),
  dataset: z.string().optional(),
  version: z.string().min(4).optional(),
  starterRecipe: z.unknown().optional(),
  published: z.boolean().optional(),
});
const fileSchema = z.strictObject({
  course: z.string(),
  timeZone: z.string().optional(),
  assignments: z.array(entrySchema),
});
type Entry = Record<string, unknown> & z.infer<typeof entrySchema>;

export function assignmentsCommand(): Command {
  const command = new Command('assignments').description(
    'the assignments of a course as a file, which can lie under version control',
  );
  command
    .command('export')
    .description('prints the assignments of a course as YAML')
    .requiredOption('--course <id>', "the course, from its page's address")
    .action(async ({ course }: { course: string }) => {
      process.stdout.write(fileOf(await readCourse(await signedInClient(), course)));
    });
  command
    .command('apply')
    .description('makes a course have the assignments of a file; doing it twice changes nothing')
    .argument('<file>', 'YAML, as "assignments export" prints it')
    .option('--dry-run', 'only print what would change')
    .option('--new-revision <reason>', 'agree to new revisions where older runs would be unfair to compare')
    .option('--later-runs <count>', 'agree that so many runs of an assignment become late', Number)
    .addHelpText(
      'after',
      `
An assignment is found by its id, else by its key. What an entry leaves out stays as it is; null takes it away. Nothing
is deleted: an assignment that is not in the file is left alone.

Example:
  downstream assignments export --course 0198… > course.yaml
  downstream assignments apply course.yaml --dry-run`,
    )
    .action(apply);
  return command;
}

interface ApplyOptions {
  dryRun?: boolean;
  newRevision?: string;
  laterRuns?: number;
}

async function apply(path: string, options: ApplyOptions): Promise<void> {
  const file = readFileOf(path, await readFile(callersPath(path), 'utf8').catch(unreadable(path)));
  const client = await signedInClient();
  const course = await readCourse(client, file.course);
  if (file.timeZone !== undefined && file.timeZone !== course.timeZone)
    throw refused(`timeZone: expected that of the course, ${course.timeZone}, received ${file.timeZone}`);
  // All are read before the first one is written: a mistake in the last one leaves the course as it was.
  const plans = (file.assignments as Entry[]).map((entry, index) => planOf(course, entry, `assignments.${index}`));
  for (const plan of plans) {
    const { name, change, existing } = plan;
    const fields = Object.keys(change);
    const shows = plan.published !== undefined && plan.published !== (existing ? existing.publishedAt !== null : false);
    if (existing && fields.length === 0 && !shows) process.stdout.write(`unchanged ${name}\n`);
    else {
      const words = [...fields, ...(existing && shows ? [plan.published ? 'published' : 'a draft'] : [])];
      process.stdout.write(existing ? `change ${name}: ${words.join(', ')}\n` : `create ${name}\n`);
      if (!options.dryRun) await write(client, course, plan, options);
    }
  }
}

interface Plan {
  name: string;
  existing: Assignment | undefined;
  /** Fields as the API takes them, of an existing assignment only those that differ. */
  change: Record<string, unknown>;
  published: boolean | undefined;
}

async function write(client: Client, course: Course, plan: Plan, options: ApplyOptions): Promise<void> {
  const { newRevision: reason, laterRuns } = options;
  const { existing, change, published } = plan;
  if (!existing) {
    const input = { ...change, courseId: course.id, draft: published === false } as CreateAssignmentInput;
    await client.request(CreateAssignmentFromFileDocument, { input });
    return;
  }
  const { id, edition } = existing;
  if (Object.keys(change).length > 0)
    await client
      .request(UpdateAssignmentFromFileDocument, {
        id,
        edition,
        input: change,
        newRevision: reason !== undefined,
        reason: reason ?? '',
        laterRuns: laterRuns ?? null,
      })
      .catch((error) => {
        if (error instanceof CommandError && error.code === 'CONFIRMATION_NEEDED')
          throw refused(`${plan.name}: ${error.message} Agree with --new-revision "why" or --later-runs <count>`);
        throw error;
      });
  if (published === true && existing.publishedAt === null) await client.request(ShowAssignmentDocument, { id });
  if (published === false && existing.publishedAt !== null) await client.request(HideAssignmentDocument, { id });
}

function planOf(course: Course, entry: Entry, path: string): Plan {
  const existing = course.assignments.find(({ id, key }) =>
    entry.id === undefined ? key !== null && key === entry.key : id === entry.id,
  );
  if (entry.id !== undefined && !existing)
    throw refused(`${path}.id: expected one of this course, received ${entry.id}`);
  if (entry.id === undefined && typeof entry.key !== 'string')
    throw refused(`${path}: expected a key or an id, received neither`);
  const fields: Record<string, unknown> = {};
  for (const name of sameFields) if (entry[name] !== undefined) fields[name] = entry[name];
  if (typeof fields.description === 'string') fields.description = fields.description.trim();
  for (const [name, field] of Object.entries(times)) {
    const time = entry[name];
    if (typeof time === 'string') fields[field] = readTime(time, course.timeZone, `${path}.${name}`);
    else if (time === null) fields[field] = null;
  }
  if (entry.starterRecipe !== undefined) {
    const { recipe, issues } = parseRecipe(entry.starterRecipe);
    if (!recipe) throw refused(`${path}.starterRecipe: ${sentence(issues)}`);
    fields.starterRecipe = recipe;
  }
  if (entry.dataset !== undefined) fields.datasetVersionId = versionOf(course, entry, path, existing);
  const change = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !existing || !isSame(existing, name, value)),
  );
  return { name: String(entry.key ?? entry.title ?? entry.id), existing, change, published: entry.published };
}

function isSame(existing: Assignment, name: string, value: unknown): boolean {
  if (name === 'datasetVersionId') return existing.datasetVersion.id === value;
  const current = existing[name as keyof Assignment] ?? null;
  // The file has times to the minute.
  if (Object.values<string>(times).includes(name) && typeof current === 'string' && typeof value === 'string')
    return Math.floor(Date.parse(current) / 60_000) === Math.floor(Date.parse(value) / 60_000);
  return isDeepStrictEqual(JSON.parse(JSON.stringify(current)), JSON.parse(JSON.stringify(value)));
}

/** The version that the entry names, else the one that the assignment has of this dataset, else the newest. */
function versionOf(course: Course, entry: Entry, path: string, existing: Assignment | undefined): string {
  const dataset = course.datasets.find(({ name }) => name === entry.dataset);
  if (!dataset) throw refused(`${path}.dataset: expected a dataset of this course, received "${entry.dataset}"`);
  const { version } = entry;
  if (version !== undefined) {
    const fitting = dataset.versions.filter(({ hash }) => hash.startsWith(version));
    if (fitting.length !== 1)
      throw refused(`${path}.version: expected the beginning of one hash of "${dataset.name}", received ${version}`);
    return fitting[0]!.id;
  }
  const kept = dataset.versions.find(({ id }) => id === existing?.datasetVersion.id);
  const newest = kept ?? dataset.versions[0];
  if (!newest) throw refused(`${path}.dataset: expected a dataset with a version, "${dataset.name}" has none`);
  return newest.id;
}

function readTime(time: string, timeZone: string, path: string): string {
  try {
    return momentOf(time, timeZone).toISOString();
  } catch {
    throw refused(`${path}: expected a time such as 2026-12-01 23:59, received ${time}`);
  }
}

function readFileOf(path: string, text: string): z.infer<typeof fileSchema> {
  const document = parseYaml(text);
  if (document.errors[0]) throw refused(`${path}: ${document.errors[0].message.split('\n')[0]}`);
  const { value, issues } = check(fileSchema, document.toJS(), path);
  if (issues) throw refused(sentence(issues));
  return value;
}

/** A course's assignments as YAML; `apply` finds nothing to change in it. */
function fileOf(course: Course): string {
  const wall = (time: string | null | undefined) => (time ? wallTimeOf(time, course.timeZone).replace('T', ' ') : null);
  const assignments = course.assignments.toReversed().map((assignment) => ({
    ...(assignment.key == null && { id: assignment.id }),
    ...Object.fromEntries(
      sameFields
        .filter((name) => name !== 'key' || assignment.key != null)
        .map((name) => [name, assignment[name] ?? null]),
    ),
    ...Object.fromEntries(Object.entries(times).map(([name, field]) => [name, wall(assignment[field])])),
    dataset: assignment.datasetVersion.dataset.name,
    version: assignment.datasetVersion.hash.slice(0, 12),
    published: assignment.publishedAt !== null,
    starterRecipe: assignment.starterRecipe,
  }));
  const text = stringify({ course: course.id, timeZone: course.timeZone, assignments }, { lineWidth: 100 });
  return `# ${course.title}. Times are in the time zone of the course.\n${text}`;
}

async function readCourse(client: Client, id: string): Promise<Course> {
  return (await client.request(CourseAssignmentsDocument, { id })).course;
}

function refused(message: string): CommandError {
  return new CommandError(exitCodes.refused, 'FILE_INVALID', `${message}.`.replace(/\.\.$/, '.'));
}
