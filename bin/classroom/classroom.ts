import { faultsToLeaveOut, type ImageFault, imageFaults } from '#contracts/datasetImport';
import { type NewAccount, signUp } from '../api/accounts.ts';
import { type Client, createClient } from '../api/client.ts';
import {
  CreateAssignmentDocument,
  CreateCourseDocument,
  ImportDatasetDocument,
  JoinCourseDocument,
  SubmitRunDocument,
} from '../api/generated/graphql.ts';
import { datasetFiles } from '../import/datasetFolder.ts';
import { followImport } from '../import/followImport.ts';
import { uploadFile } from '../import/upload.ts';
import { zipDataset } from '../import/zipDataset.ts';
import type { FollowedRun } from '../progress/followRuns.ts';

export interface Account extends NewAccount {
  apiKey: string;
  client: Client;
}

/** A course with one assignment on one dataset. */
export interface CoursePlan {
  title: string;
  dataset: { name: string; folder: string; attribution: string };
  assignment: { title: string; description: string; starterRecipe: unknown };
}

/** The course as the public API made it. */
export interface Classroom {
  instructor: Account;
  courseId: string;
  joinCode: string;
  assignmentId: string;
}

/** Makes the account, its course, the dataset and the assignment on it. The site's first account may make courses. */
export async function openClassroom(url: string, account: NewAccount, plan: CoursePlan): Promise<Classroom> {
  const instructor = await openAccount(url, account);
  const { client } = instructor;
  const { createCourse: course } = await client.request(CreateCourseDocument, { input: { title: plan.title } });
  const { name, folder, attribution } = plan.dataset;
  const uploadId = await uploadFile(client, await zipDataset(await datasetFiles(folder)), {
    courseId: course.id,
  });
  const { importDataset } = await client.request(ImportDatasetDocument, {
    input: { courseId: course.id, name, uploadId, attribution, decision: { keep: imageFaults.filter(canKeep) } },
  });
  const { datasetVersion: version, failure } = await followImport(client, importDataset.id, process.stdout);
  if (!version) throw new Error(failure?.message ?? 'expected the dataset to be imported');
  const { createAssignment: assignment } = await client.request(CreateAssignmentDocument, {
    input: { courseId: course.id, datasetVersionId: version.id, ...plan.assignment },
  });
  // Staff sees the code, and who made the course is staff.
  return { instructor, courseId: course.id, joinCode: course.joinCode!, assignmentId: assignment.id };
}

/** A student who signs up, joins by code and submits a recipe once a seed. */
export async function openStudent(
  url: string,
  account: NewAccount,
  classroom: Pick<Classroom, 'joinCode' | 'assignmentId'>,
  recipe: Record<string, unknown>,
  seeds: number[],
): Promise<{ student: Account; runs: FollowedRun[] }> {
  const student = await openAccount(url, account);
  await student.client.request(JoinCourseDocument, { code: classroom.joinCode });
  const runs: FollowedRun[] = [];
  for (const seed of seeds) {
    const input = { assignmentId: classroom.assignmentId, recipe: { ...recipe, seed } };
    const { submitRun: submitted } = await student.client.request(SubmitRunDocument, { input });
    const label = `${submitted.run.backbone}${seeds.length > 1 ? `, seed ${seed}` : ''}`;
    runs.push({ runId: submitted.run.id, client: student.client, label });
  }
  return { student, runs };
}

/** A demo has to go on: pictures of one thing may look alike. */
const canKeep = (kind: ImageFault) => !faultsToLeaveOut.includes(kind);

async function openAccount(url: string, account: NewAccount): Promise<Account> {
  const { key: apiKey } = await signUp(url, account, 'command line');
  return { ...account, apiKey, client: createClient(url, apiKey) };
}
