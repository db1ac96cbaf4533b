import { expect, test } from 'vitest';
import { codeAddress } from '../../web/components/lectures/codeAddress.ts';
import { stateText } from '../../web/components/lectures/stateText.ts';
import { boardOf, groupsOf, type SwarmRun } from '../../web/components/lectures/swarm.ts';
import { codeToJoin } from '../../web/components/page/joinAddress.ts';
import { lectureAddress } from '../../web/shortAddress.ts';
import { t } from '../setup/english.ts';

const run = (guestNumber: number, best: number | null, rest: Partial<SwarmRun> = {}): SwarmRun =>
  ({
    id: `${guestNumber} ${best}`,
    part: 'GUEST',
    guestNumber,
    nickname: `Guest ${guestNumber}`,
    network: 'CNN',
    freeze: 'ALL',
    head: 'LINEAR',
    augmentation: 'NONE',
    status: 'SUCCEEDED',
    curve: best === null ? [] : [best],
    best,
    ...rest,
  }) as SwarmRun;
const choices = { networks: [{ backbone: 'CNN' }], freezes: ['ALL'], heads: ['LINEAR'], augmentations: ['NONE'] };
const runs = [run(1, 0.72), run(2, 0.7193), run(2, 0.5), run(3, 0.7194), run(4, 0.9, { status: 'CANCELLED' })];

test('equal values share a place on the wall: those that it shows alike', () => {
  expect(boardOf(runs).map(({ place, guestNumber }) => [place, guestNumber])).toEqual([
    [1, 1],
    [2, 2],
    [2, 3],
  ]);
});

test('the list and the table of the wall count the same runs: those that have ended well', () => {
  const [group] = groupsOf(runs, choices as never, 'network');
  expect(group?.runs).toBe(4);
  expect(group?.spread).toBeCloseTo(0.1098, 4);
  expect(groupsOf([runs[0]!], choices as never, 'network')).toMatchObject([{ runs: 1, late: 0.72, spread: null }]);
  expect(groupsOf([runs[4]!], choices as never, 'network')).toMatchObject([{ runs: 0, late: null }]);
  expect(boardOf([runs[4]!])).toEqual([]);
});

test.each([
  ['fwf q8x', '/go/FWFQ8X'],
  ['NO', '/go/NO'],
  ['k7qw-m2xa', '/courses?code=K7QWM2XA'],
])('%j leads to %s: the code of a course is longer than that of a lecture', (typed, address) => {
  expect(codeAddress(typed)).toBe(address);
});

test('who signs in to join a course keeps its code', () => {
  expect(codeToJoin('/courses?code=K7QWM2XA')).toBe('K7QWM2XA');
  for (const next of ['/courses', '/courses?x=1', '/join/abc?code=1', null]) expect(codeToJoin(next)).toBeUndefined();
});

test.each(['/l/FWFQ8X', '/L/FWFQ8X', '/I/FWFQ8X', '/i/FWFQ8X', '/1/FWFQ8X'])('%s leads to the lecture', (path) => {
  expect(lectureAddress(path)).toBe('/go/FWFQ8X');
});

test('other addresses stay', () => {
  expect(lectureAddress('/l')).toBe('/go');
  for (const path of ['/', '/learn', '/learn/l', '/lectures/1', '/1/2/3', '/go/FWFQ8X', '/imports/1'])
    expect(lectureAddress(path)).toBeNull();
});

test('a lecture that is ready says how many combinations are, where others are not', () => {
  const lecture = (ready: number) => ({ state: 'READY', preparation: { ready, choices: 2 } }) as never;
  expect(stateText(lecture(1), t)).toBe('Ready: 1 of 2 combinations');
  expect(stateText(lecture(2), t)).toBe('Ready');
});
