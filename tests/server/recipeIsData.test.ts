import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recipeInputSchema } from '#contracts/recipe';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const root = join(import.meta.dirname, '../..');
const mark = '/tmp/downstream-recipe-was-run';
const hostile = [
  '../../../etc/passwd',
  '/etc/passwd',
  `$(touch ${mark})`,
  `\`touch ${mark}\``,
  `'; DROP TABLE run; --`,
  `"; touch ${mark}; "`,
  `data:text/javascript,0`,
  `node:child_process`,
  'https://elsewhere.example/weights.h5',
  '__proto__',
];

/** Says something in every field in which a recipe can say something. */
const full = {
  backbone: 'MobileNetV2',
  weights: 'imagenet',
  inputSize: 96,
  interpolation: 'bilinear',
  preprocessing: 'backbone',
  freeze: { before: 'block_16_expand' },
  precision: 'float32',
  head: { pooling: 'avg', dense: [{ units: 8, activation: 'relu' }], dropout: 0.2 },
  augmentation: { rotationRange: 5, widthShiftRange: [1, 2], fillMode: 'nearest' },
  optimizer: { name: 'adam', learningRate: 0.001 },
  training: { epochs: 2, batchSize: 8 },
  stages: [{ freeze: { before: 'block_15_expand' }, optimizer: { name: 'sgd', learningRate: 0.001 }, epochs: 1 }],
  seed: 3,
};

let server: TestServer;
let room: Classroom;
let assignmentId: string;
beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  assignmentId = await room.assignment();
});
afterAll(() => server.stop());

async function send(recipe: unknown) {
  const document = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
  const { errors } = await room.instructor.query(document, { input: { assignmentId, recipe } });
  return errors?.[0]?.extensions.code;
}

type Path = (string | number)[];

function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => paths(inner, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((inner, index) => (index === Number(name) ? replaced(inner, rest, by) : inner));
  return { ...(value as object), [name]: replaced((value as Record<string, unknown>)[name], rest, by) };
}

it('every text and name in a recipe is from a closed list: nothing else is stored or reaches a worker', async () => {
  expect(recipeInputSchema.safeParse(full).error).toBeUndefined();
  expect(await send(full)).toBeUndefined();
  const before = await server.database.run.count();
  const refusals = ['RECIPE_INVALID', 'UNKNOWN_BACKBONE', 'RECIPE_NOT_ALLOWED'];
  for (const path of paths(full))
    for (const text of hostile)
      expect(refusals, `${path.join('.')} = ${text}`).toContain(await send(replaced(full, path, text)));
  const objects = paths(full).filter((path) => typeof at(full, path) === 'object' && !Array.isArray(at(full, path)));
  // zod leaves out a key named __proto__.
  for (const path of [...objects, ['training', 'classWeight'], ['head', 'layers']])
    for (const text of hostile.filter((name) => name !== '__proto__')) {
      const recipe = JSON.parse(JSON.stringify(replaced(full, path, { ...(at(full, path) as object), x: 1 })));
      const named = JSON.parse(JSON.stringify(recipe).replace('"x":1', `${JSON.stringify(text)}:1`));
      expect(refusals, `${path.join('.')} has ${text}`).toContain(await send(named));
    }
  expect(await server.database.run.count()).toBe(before);
  expect(existsSync(mark)).toBe(false);
});

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
}

it('no source builds SQL, a command line or an import from text', async () => {
  const offences: string[] = [];
  for (const folder of ['contracts', 'learning', 'machine', 'prisma', 'server', 'worker'])
    for (const entry of await readdir(join(root, folder), { recursive: true })) {
      if (!/\.(ts|mjs)$/.test(entry) || entry.includes('generated')) continue;
      const source = await readFile(join(root, folder, entry), 'utf8');
      const dangers = [
        /\$(query|execute)RawUnsafe/,
        /Prisma\.raw\(/,
        /\b(execSync|execFileSync|spawnSync)\b|import \{[^}]*\bexec\b[^}]*\} from 'node:child_process'/,
        /shell: true/,
        // nsfwjs ships its weights as a script, of one version whose hash npm checks.
        ...(entry.endsWith('nsfwjsWeights.ts') ? [] : [/\beval\(|new Function\(|node:vm/]),
        // prisma/ imports what npm installed, and knows no recipe. A resolver of the field `import` begins with "@".
        ...(folder === 'prisma' ? [] : [/\bimport\((?!\s*['"@])/]),
      ];
      for (const danger of dangers) if (danger.test(source)) offences.push(`${folder}/${entry}: ${danger}`);
    }
  expect(offences).toEqual([]);
});
