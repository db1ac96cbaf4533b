import { randomBytes } from 'node:crypto';
import { signUp } from '../api/accounts.ts';
import { type Client, createClient } from '../api/client.ts';
import { CreateAssignmentDocument, CreateCourseDocument, ImportDatasetDocument, JoinCourseDocument, SubmitRunDocument } from '../api/generated/graphql.ts';
import { datasetFiles } from '../import/datasetFolder.ts';
import { uploadFile } from '../import/upload.ts';
import { zipDataset } from '../import/zipDataset.ts';
import type { FollowedRun } from '../progress/followRuns.ts';
import { attribution } from './emojiArtwork.ts';

export interface Account {
  name: string;
  email: string;
  password: string;
  apiKey: string;
  client: Client;
}

/** The demo's course, as the public API made it. */
export interface Classroom {
  instructor: Account;
  courseId: string;
  joinCode: string;
  assignmentId: string;
}

/** The first account, its course, the dataset in `folder`, and the assignment on it. */
export async function openClassroom(url: string, folder: string, starterRecipe: unknown): Promise<Classroom> {
  const instructor = await openAccount(url, 'Instructor');
  const { client } = instructor;
  const { createCourse: course } = await client.request(CreateCourseDocument, { input: { title: 'Transfer learning' } });
  const uploadId = await uploadFile(client, await zipDataset(await datasetFiles(folder)));
  const { importDataset: version } = await client.request(ImportDatasetDocument, {
    input: { courseId: course.id, name: 'animals or food', uploadId, attribution },
  });
  const { createAssignment: assignment } = await client.request(CreateAssignmentDocument, {
    input: {
      courseId: course.id,
      datasetVersionId: version.id,
      title: 'Animals or food',
      description: 'Is it an animal (or a plant), or something to eat or drink? 580 emoji pictures by two vendors.',
      starterRecipe,
    },
  });
  // Staff sees the code, and who made the course is staff.
  return { instructor, courseId: course.id, joinCode: course.joinCode!, assignmentId: assignment.id };
}

/** A student who signs up, joins by code and submits a recipe once a seed. */
export async function openStudent(
  url: string,
  name: string,
  classroom: Classroom,
  recipe: Record<string, unknown>,
  seeds: number[],
): Promise<{ student: Account; runs: FollowedRun[] }> {
  const student = await openAccount(url, name);
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

async function openAccount(url: string, name: string): Promise<Account> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@demo.example`;
  const password = `demo-${randomBytes(6).toString('hex')}`;
  const apiKey = await signUp(url, { name, email, password }, 'demo');
  return { name, email, password, apiKey, client: createClient(url, apiKey) };
}
