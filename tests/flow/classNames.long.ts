import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataOf } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { downstreamIn, jsonLines } from '../setup/commandLine.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { datasetFiles, type Files } from '../setup/upload.ts';
import { startWorkerOf, type TestWorker } from '../setup/workerOf.ts';

/** Names that every object has. They are the names of classes here, from the folder to the evaluation. */
const classNames = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
/** As a recipe is written: an object literal would lose the first name. */
const recipeText =
  '{"backbone": "CNN", "inputSize": 46, ' +
  '"training": {"epochs": 1, "batchSize": 4, "classWeight": {"__proto__": 3, "toString": 2}}}';

let server: TestServer;
let room: Classroom;
let worker: TestWorker;
let home: string;
let files: Files;

beforeAll(async () => {
  files = await datasetFiles(classNames, { train: 2, validation: 1, test: 2 });
  home = await mkdtemp(join(tmpdir(), 'home-'));
  server = await startTestServer();
  room = await openClassroom(server, files);
  worker = await startWorkerOf(server);
});

afterAll(async () => {
  await worker?.stop();
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

test('classes with the names that objects have are trained on and evaluated on this machine', async () => {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(home, 'data-set', path)), { recursive: true });
    await writeFile(join(home, 'data-set', path), bytes);
  }
  await writeFile(join(home, 'recipe.json'), recipeText);
  const args = ['train', 'recipe.json', '--data', 'data-set', '--engine', 'wasm', '--json', '--save', 'model'];
  const trained = await downstreamIn(home, ...args);
  expect(trained.code, trained.stderr).toBe(0);
  const perClass = jsonLines(trained).at(-1).evaluation.perClass;
  expect(perClass.map(({ className }: { className: string }) => className)).toEqual(classNames);
  const evaluated = await downstreamIn(home, 'evaluate', 'model', '--data', 'data-set', '--engine', 'wasm');
  expect(evaluated.code, evaluated.stderr).toBe(0);
  for (const name of classNames) expect(evaluated.stdout).toContain(name);
});

test('they are imported, weighted in a submitted recipe, trained and evaluated for a course', async () => {
  const student = await room.student('Ada');
  const assignmentId = await room.assignment();
  const submit = (recipe: unknown) =>
    student.query('mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id recipe } } }', {
      input: { assignmentId, recipe },
    });
  const { submitRun } = await dataOf(submit(JSON.parse(recipeText)));
  expect(JSON.stringify(submitRun.run.recipe)).toContain('"classWeight":{"toString":2,"__proto__":3}');
  const refused = await submit(JSON.parse(recipeText.replace('toString', 'valueOf')));
  expect(refused.errors?.[0]?.message).toContain('received valueOf');

  for (const deadline = Date.now() + 200_000; ; ) {
    const { run } = await dataOf(
      room.instructor.query(
        'query($id: ID!) { run(id: $id) { status sealedEvaluation { perClass { className images } } } }',
        { id: submitRun.run.id },
      ),
    );
    if (run.status === 'SUCCEEDED') {
      expect(run.sealedEvaluation.perClass).toEqual(classNames.map((className) => ({ className, images: 2 })));
      break;
    }
    if (run.status === 'FAILED' || Date.now() > deadline) throw new Error(`the run is ${run.status}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
});
