import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#machine/environment';
import { firstAccountToken } from '../server/accounts/firstAccount.ts';
import { openClassroom, openStudent } from './classroom/classroom.ts';
import { writeShapes } from './classroom/shapes.ts';
import { siteSecret } from './system/authSecret.ts';
import { CommandError } from './terminal/exitCodes.ts';
import { table } from './terminal/table.ts';

const help = `npm run db:seed — a teacher, a student, a course with a small dataset, and a first run

Through the API of the system that runs (npm run dev), whose database must be empty (npm run db:reset). Prints the
accounts. Their password is no secret: this is for development.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const environment = readEnvironment();
const url = environment.siteUrl;
const password = 'for development only';
const recipe = {
  backbone: 'CNN',
  inputSize: 64,
  optimizer: { name: 'adam', learningRate: 0.001 },
  training: { epochs: 10, batchSize: 16 },
};
const folder = await mkdtemp(join(tmpdir(), 'downstream-seed-'));
try {
  await writeShapes(folder);
  const teacher = { name: 'Teacher', email: 'teacher@example.org', password };
  const secret = await siteSecret(environment);
  const classroom = await openClassroom(
    url,
    { ...teacher, firstAccountToken: firstAccountToken(secret) },
    {
      title: 'Shapes',
      dataset: { name: 'discs or squares', folder, attribution: 'drawn by npm run db:seed' },
      assignment: {
        title: 'Discs or squares',
        description: 'Does the picture show a disc or a square?',
        starterRecipe: recipe,
      },
    },
  );
  const student = { name: 'Student', email: 'student@example.org', password };
  await openStudent(url, student, classroom, recipe, [42]);
  const accounts = [teacher, student].map((account) => [account.email, account.password]);
  process.stdout.write(
    `${url}/assignments/${classroom.assignmentId}\n\n${table(['sign in as', 'password'], accounts)}\n`,
  );
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  const hint =
    error.code === 'OUT_OF_REACH'
      ? 'Start it with npm run dev first.'
      : 'The database must be empty: stop npm run dev, run npm run db:reset, and start it again.';
  process.stderr.write(`downstream: ${error.code}: ${error.message}\n${hint}\n`);
  process.exitCode = error.exitCode;
} finally {
  await rm(folder, { recursive: true, force: true });
}
