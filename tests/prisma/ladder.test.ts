import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultScoreStep } from '#contracts/publicShare';
import { mersenneTwister } from '#contracts/random/mersenneTwister';
import { answerPublicly } from '#prisma/ladder';
import { type BoardRoom, openBoardRoom } from '../setup/board.ts';

const images = 100;

let room: BoardRoom;
beforeAll(async () => {
  room = await openBoardRoom(1);
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.database.run.deleteMany({});
  await room.set({ scoreStep: defaultScoreStep(images), publicAnswers: 20, seedsCounted: 1 });
});

let minute = 0;

/** Why the student of the last run was told nothing. */
async function lastUntold(): Promise<string | null> {
  const run = await room.database.run.findFirstOrThrow({
    orderBy: { submittedAt: 'desc' },
    include: { evaluation: true },
  });
  return run.evaluation!.untold;
}

/** What a student is told of a run with so many right public images. */
async function submit(right: number, fields: object = {}): Promise<{ low: number; high: number; isNew: boolean }> {
  minute += 1;
  const runId = await room.run(0, minute, right / images, { evaluation: { publicImages: images }, ...fields });
  await room.database.$transaction((tx) => answerPublicly(tx, runId));
  const { answerLow, answerHigh, answered } = await room.database.evaluation.findUniqueOrThrow({ where: { runId } });
  return { low: answerLow!, high: answerHigh!, isNew: answered };
}

test('a score is told as the range of its step, and only where it is a step above all that was told', async () => {
  expect(await submit(50)).toEqual({ low: 0.5, high: 0.51, isNew: true });
  expect(await submit(51)).toEqual({ low: 0, high: 0.51, isNew: false });
  expect(await submit(20)).toEqual({ low: 0, high: 0.51, isNew: false });
  expect(await submit(53)).toEqual({ low: 0.52, high: 0.53, isNew: true });
});

test('of a loss a lower score is told as new, and a run that is no better has at least the best one', async () => {
  await room.set({ metric: 'LOG_LOSS', scoreStep: 0.1 });
  const loss = (publicScore: number) => submit(0, { evaluation: { publicScore, publicImages: images } });
  expect(await loss(1.45)).toEqual({ low: 1.4, high: 1.5, isNew: true });
  expect(await loss(1.42)).toEqual({ low: 1.4, high: expect.closeTo(16.118, 3), isNew: false });
  expect(await loss(3)).toEqual({ low: 1.4, high: expect.closeTo(16.118, 3), isNew: false });
  expect(await loss(0.33)).toEqual({ low: 0.3, high: 0.4, isNew: true });
  expect(await loss(0.5)).toMatchObject({ low: 0.3, isNew: false });
  await room.set({ publicAnswers: 2 });
  expect(await loss(0.01)).toEqual({ low: 0, high: expect.closeTo(16.118, 3), isNew: false });
  await room.set({ metric: 'ACCURACY' });
});

test('a run of an earlier revision is told by the step that its revision had', async () => {
  const { assignmentId, database } = room;
  const { datasetVersionId, seed, metric, publicShare } = await database.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
  });
  await database.assignmentRevision.create({
    data: { assignmentId, revision: 1, datasetVersionId, seed, metric, publicShare, scoreStep: 0.1 },
  });
  await room.set({ revision: 2 });
  expect(await submit(53, { revision: 1 })).toEqual({ low: 0.5, high: 0.59, isNew: true });
  expect(await submit(53, { revision: 2 })).toEqual({ low: 0.52, high: 0.53, isNew: true });
  await room.set({ revision: 1 });
  await database.assignmentRevision.deleteMany({});
});

test('when the answers are used up, nothing is told', async () => {
  await room.set({ publicAnswers: 2 });
  await submit(50);
  await submit(60);
  const nothing = { low: 0, high: 1, isNew: false };
  expect([await submit(70), await submit(10)]).toEqual([nothing, nothing]);
  expect(await lastUntold()).toBe('NO_ANSWERS_LEFT');
});

test('where the mean of two seeds counts, only the second seed is answered, with the mean', async () => {
  await room.set({ seedsCounted: 2, scoreStep: 0.02 });
  expect(await submit(50, { recipe: { seed: 1 } })).toEqual({ low: 0, high: 1, isNew: false });
  expect(await lastUntold()).toBe('SEEDS_MISSING');
  expect(await submit(61, { recipe: { seed: 2 } })).toEqual({ low: 0.54, high: 0.555, isNew: true });
  expect(await lastUntold()).toBeNull();
  expect(await submit(99, { recipe: { seed: 3 } })).toEqual({ low: 0, high: 1, isNew: false });
});

test('two runs that answer one class each, by class weights of 0 and 1, tell nothing', async () => {
  const shares = [40, 45, 55, 58];
  for (const ofFirst of shares) {
    await room.database.run.deleteMany({});
    const constant = (column: number, right: number) =>
      submit(right, {
        evaluation: {
          publicImages: images,
          confusion: [0, 1].map((label) => [0, 1].map((answer) => (answer === column ? 50 + label : 0))),
        },
      });
    const nothing = { low: 0, high: 1, isNew: false };
    expect([await constant(0, ofFirst), await constant(1, images - ofFirst)]).toEqual([nothing, nothing]);
    expect(await lastUntold()).toBe('SAME_CLASS');
  }
});

test('two runs that answer almost always one class tell about one bit each of the share of the classes', async () => {
  // A tenth of the answers is the other class, on images that the attacker cannot choose. Of 31 possible shares, exact
  // scores of constant answers told 5 bits in two runs.
  const next = mersenneTwister(5);
  const trials = 12;
  const joint = new Map<string, Map<number, number>>();
  const tell = await localLadder();
  for (let ofFirst = 35; ofFirst <= 65; ofFirst++)
    for (let trial = 0; trial < trials * 100; trial++) {
      const noisy = (right: number) => {
        let count = right;
        for (let other = 0; other < images / 10; other++) count += next() % images < right ? -1 : 1;
        return Math.max(0, Math.min(images, count));
      };
      const answers = tell([noisy(ofFirst), noisy(images - ofFirst)]).join();
      const shares = joint.get(answers) ?? new Map<number, number>();
      joint.set(answers, shares.set(ofFirst, (shares.get(ofFirst) ?? 0) + 1));
    }
  const all = 31 * trials * 100;
  let bits = Math.log2(31);
  for (const shares of joint.values()) {
    const sum = [...shares.values()].reduce((total, n) => total + n, 0);
    for (const n of shares.values()) bits += (n / all) * Math.log2(n / sum);
  }
  console.info(`almost one class: ${(bits / 2).toFixed(2)} bits a submission`);
  expect(bits / 2).toBeLessThan(1.25);
});

test('random guesses tell less than a bit each, and their votes gain less than exact scores would give', async () => {
  // The attack of Blum and Hardt: guess every label, and let those guesses vote that were told to be good.
  const next = mersenneTwister(11);
  const coin = () => (next() >>> 16) & 1;
  const truth = Array.from({ length: images }, coin);
  const submissions = 60;
  const told = new Map<string, number>();
  const votes = new Array<number>(images).fill(0);
  const exactVotes = new Array<number>(images).fill(0);
  for (let run = 0; run < submissions; run++) {
    const guess = truth.map(coin);
    const right = guess.filter((bit, index) => bit === truth[index]).length;
    const answer = await submit(right);
    const key = `${answer.low} ${answer.high}`;
    told.set(key, (told.get(key) ?? 0) + 1);
    for (const [index, bit] of guess.entries()) {
      const vote = bit ? 1 : -1;
      if (answer.isNew && answer.low > 0.5) votes[index]! += vote;
      exactVotes[index]! += right > images / 2 ? vote : -vote;
    }
  }
  const gain = (all: number[]) => all.filter((vote, index) => Number(vote > 0) === truth[index]).length - images / 2;
  const bits = [...told.values()].reduce((sum, n) => sum - (n / submissions) * Math.log2(n / submissions), 0);
  console.info(
    `guessing: at most ${bits.toFixed(2)} bits a submission; votes gain ${gain(votes)} images, ` +
      `with exact scores ${gain(exactVotes)}`,
  );
  expect(bits).toBeLessThan(1);
  expect(gain(votes)).toBeLessThan(gain(exactVotes));
});

/** The Ladder as it answers the first runs of a student, once checked against the one in the database. */
async function localLadder(): Promise<(rights: number[]) => string[]> {
  const step = 2;
  const tell = (rights: number[]) => {
    let best = -1;
    return rights.map((right) => {
      const level = Math.floor(right / step);
      if (level <= best) return 'no';
      best = level;
      return String(level);
    });
  };
  for (const rights of [
    [40, 60],
    [60, 40],
    [50, 51],
    [50, 52],
  ]) {
    await room.database.run.deleteMany({});
    const stored = [];
    for (const right of rights) {
      const { low, isNew } = await submit(right);
      stored.push(isNew ? String((low * images) / step) : 'no');
    }
    expect(tell(rights)).toEqual(stored);
  }
  return tell;
}
