import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseRecipe } from '#contracts/recipe';
import { countSteps, epochOf, stepsOver } from '../../learning/training/steps.ts';
import { measureTransfer } from '../../server/transfer/measureTransfer.ts';
import { drawEpoch } from '../../web/components/figures/drawSteps.ts';
import * as data from '../../web/components/lessons/figureData.ts';
import { lessonSlugs } from '../../web/lessons/lessons.ts';
import { parseLesson } from '../../web/lessons/parseLesson.ts';
import { measureSide, quartersOf } from '../../web/lessons/transferMeasures.ts';
import { experiments } from '../lessons/experiments.ts';

const folder = new URL('../../web/lessons/', import.meta.url);
const read = (name: string) => readFileSync(new URL(`texts/${name}`, folder), 'utf8');
const lessons = lessonSlugs.flatMap((slug) =>
  (['en', 'ko'] as const).map((language) => ({ slug, language, text: read(`${slug}.${language}.md`) })),
);

test('there are ten lessons, each in both languages, and no other text', () => {
  expect(lessonSlugs).toHaveLength(10);
  const names = lessons.map(({ slug, language }) => `${slug}.${language}.md`).sort();
  expect(readdirSync(new URL('texts/', folder)).sort()).toEqual(names);
});

test.each(lessons)('$slug in $language has a title, a lead, a figure and a recipe that can be run', ({ text }) => {
  const { title, lead, body, recipe } = parseLesson(text);
  expect(title).toMatch(/\p{L}/u);
  expect(lead.length).toBeGreaterThan(40);
  // Lists show it as it is.
  expect(lead).not.toMatch(/[`*[\]]/);
  expect(body).toMatch(/!\[.{10,}\]\(figure:[a-z]+\)/);
  // Bold text that ends in a bracket does not end before a letter: its asterisks would show.
  expect(body).not.toMatch(/[^\s\p{L}\p{N}*]\*\*\p{L}/u);
  expect(parseRecipe(parse(recipe)).issues).toBeUndefined();
});

test.each(lessons.filter(({ language }) => language === 'en'))('$slug is short', ({ text }) => {
  const { lead, body } = parseLesson(text);
  const words = `${lead} ${body}`.split(/\s+/).length;
  expect(words).toBeGreaterThanOrEqual(300);
  expect(words).toBeLessThanOrEqual(600);
});

test.each(lessons.filter(({ language }) => language === 'ko'))(
  '$slug is Korean, and says the same',
  ({ slug, text }) => {
    const korean = parseLesson(text);
    const english = parseLesson(read(`${slug}.en.md`));
    expect(korean.lead).toMatch(/[가-힣]/);
    expect(parse(korean.recipe)).toEqual(parse(english.recipe));
    const places = (body: string) => [...body.matchAll(/\]\(([^)]+)\)/g)].map(([, place]) => place).sort();
    expect(places(korean.body)).toEqual(places(english.body));
    expect(korean.body.match(/^## /gm)).toEqual(english.body.match(/^## /gm));
  },
);

test.each(lessons)('the links of $slug in $language lead to pages that there are', ({ text }) => {
  for (const [, place] of parseLesson(text).body.matchAll(/\]\((\/[^)]*)\)/g)) {
    const slug = place!.match(/^\/learn\/(.+)$/)?.[1];
    if (slug === undefined) expect(existsSync(new URL(`../../web/app${place}/page.tsx`, import.meta.url))).toBe(true);
    else expect(lessonSlugs).toContain(slug);
  }
});

test('a text without a recipe is no lesson', () => {
  expect(() => parseLesson('# Title\n\nLead.\n\nBody.\n')).toThrow(RangeError);
});

test('every run that a figure shows is one of the experiments, with the recipe that it has there', () => {
  const stored = JSON.parse(readFileSync(new URL('histories.json', folder), 'utf8'));
  for (const { name, recipe, images } of experiments) {
    const run = stored[name];
    expect(run, name).toBeDefined();
    expect({ recipe: run.recipe, images: run.images }).toEqual({ recipe, images });
    const { epochs } = parseRecipe(recipe).recipe!.training;
    const stages = recipe.stages ?? [];
    const all = epochs + stages.reduce((sum, stage) => sum + stage.epochs!, 0);
    for (const series of [run.acc, run.valAcc, run.loss, run.valLoss]) expect(series).toHaveLength(all);
  }
  expect(Object.keys(stored).sort()).toEqual(experiments.map(({ name }) => name).sort());
});

test('all figures find their numbers', () => {
  const { cuts, pretrained, scratch } = data.frontData();
  expect(cuts.map(({ frozen }) => frozen)).toEqual([...cuts.map(({ frozen }) => frozen)].sort((a, b) => a - b));
  expect(cuts.at(-1)).toMatchObject({ freeze: 'all', trainable: 1281 });
  expect(pretrained).toHaveLength(cuts.length);
  expect(scratch[0]!.length).toBe(pretrained[0]![0]!.length);
  expect(data.tasksData().tasks.digits).toMatchObject({ units: 10, headParams: 12_810 });
  expect(data.stagesData().runs.transfer.stages).toHaveLength(1);
  for (const make of [data.freezeData, data.pretrainingData, data.augmentationData, data.overfittingData])
    expect(make()).toBeDefined();
});

test('start, slope and asymptote of the figure are those of the run page', () => {
  const { pretrained, scratch, earlyEpochs, lateEpochs } = data.slopesData();
  const measured = measureTransfer(pretrained.curves, scratch.curves, 400)!;
  expect({ earlyEpochs, lateEpochs }).toEqual({
    earlyEpochs: measured.earlyEpochs,
    lateEpochs: measured.lateEpochs,
  });
  expect(pretrained.start - scratch.start).toBeCloseTo(measured.start.value, 10);
  expect(pretrained.line.slope - scratch.line.slope).toBeCloseTo(measured.slope!.value, 10);
  expect(pretrained.asymptote - scratch.asymptote).toBeCloseTo(measured.asymptote.value, 10);
  expect(quartersOf(2)).toEqual({ early: 2, late: 1 });
  expect(measureSide([[0.5, 0.6, 0.7]])).toMatchObject({ start: 0.5, line: { slope: expect.closeTo(0.1, 10) } });
});

test.each([
  [240, 20, 5],
  [240, 20, undefined],
  [250, 20, 5],
  [40, 100, 3],
])('the figure of %i images in batches of %i draws what training draws', (images, batchSize, stepsPerEpoch) => {
  const steps = stepsOver(images, { batchSize, shuffle: true }, 42, { pass: 1, batch: 0 });
  let taken = 0;
  for (let epoch = 1; epoch <= 9; epoch++) {
    const trained = [...epochOf(steps, { stepsPerEpoch })];
    const drawn = drawEpoch({ images, batchSize, stepsPerEpoch }, epoch);
    taken += drawn.steps;
    expect(drawn).toMatchObject({ pass: trained[0]!.pass, steps: trained.length, endsPass: trained.at(-1)!.endsPass });
    expect(drawn.now.size).toBe(trained.reduce((sum, { indices }) => sum + indices.length, 0));
    expect([...drawn.now].filter((image) => drawn.before.has(image))).toEqual([]);
    expect(taken).toBe(countSteps(epoch, { batchSize, stepsPerEpoch }, images));
  }
});
