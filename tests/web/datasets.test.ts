import { MantineProvider } from '@mantine/core';
import { NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ClassTable, type CountedClass } from '../../web/components/datasets/ClassTable.tsx';
import { decisionInput, firstDecision, leftOutCount } from '../../web/components/datasets/decision.ts';
import { formats } from '../../web/i18n/formats.ts';
import messages from '../../web/messages/en.json' with { type: 'json' };

function render(classes: readonly CountedClass[]): string[][] {
  const language = { locale: 'en', timeZone: 'UTC', formats, messages } as const;
  const children = createElement(MantineProvider, null, createElement(ClassTable, { classes }));
  const html = renderToStaticMarkup(createElement(NextIntlClientProvider, { ...language, children }));
  return Array.from(html.matchAll(/<tr[^>]*>(.*?)<\/tr>/g), ([, row]) =>
    Array.from(row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g), ([, cell]) => cell!),
  );
}

test('the table of classes counts each split, and all together', () => {
  const cats = { name: 'cats', trainCount: 1200, validationCount: 20, testCount: 10, bytes: 1_500_000 };
  const dogs = { name: '<dogs>', trainCount: 3, validationCount: 2, testCount: 1, bytes: 250_000 };
  expect(render([cats, dogs])).toEqual([
    ['Class', 'Training', 'Validation', 'Test', 'MB'],
    ['cats', '1,200', '20', '10', '1.50'],
    ['&lt;dogs&gt;', '3', '2', '1', '0.25'],
    ['All', '1,203', '22', '11', '1.75'],
  ]);
});

test('a version of an older release has no count of test images, and no sizes', () => {
  expect(render([{ name: 'cats', trainCount: 3, validationCount: 2, testCount: null }])[1]).toEqual([
    'cats',
    '3',
    '2',
    '–',
  ]);
});

const file = (path: string, like: string | null) => ({
  path,
  like,
  reason: null,
  thumbnailUrl: null,
  likeThumbnailUrl: null,
});
const report = {
  faults: [
    { kind: 'UNREADABLE', count: 1, needsDecision: true, canKeep: false, files: [file('broken', null)] },
    { kind: 'SAME', count: 3, needsDecision: true, canKeep: true, files: [file('a', 'A'), file('b', 'B')] },
    { kind: 'SIMILAR', count: 2, needsDecision: false, canKeep: true, files: [file('c', 'C'), file('d', 'D')] },
  ],
} as unknown as Parameters<typeof firstDecision>[0];

test('faults that hold nothing up are kept at first, the others left out', () => {
  const first = firstDecision(report);
  expect(decisionInput(report, first)).toEqual({
    leaveOut: ['UNREADABLE', 'SAME'],
    keep: ['SIMILAR'],
    leaveOutFiles: [],
    keepFiles: [],
  });
  expect(leftOutCount(report, first)).toBe(4);
});

test('what is chosen for a file goes before what is chosen for its fault', () => {
  const decision = {
    ...firstDecision(report),
    files: new Map([
      ['a', 'keep'],
      ['c', 'leaveOut'],
      ['d', 'leaveOutOther'],
    ] as const),
  };
  expect(decisionInput(report, decision)).toMatchObject({ leaveOutFiles: ['c', 'D'], keepFiles: ['a', 'd'] });
  expect(leftOutCount(report, decision)).toBe(5);
});
