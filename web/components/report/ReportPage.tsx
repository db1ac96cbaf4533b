'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Container, Group, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Recipe } from '#contracts/recipe';
import { apartFromStarter } from '#contracts/runLabel';
import {
  type DifferenceFieldsFragment,
  RunReportDocument,
  type RunReportQuery,
} from '../../graphql/generated/graphql.ts';
import { findingKey, findingSentence } from '../charts/findingSentence.ts';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { usePageTitle } from '../page/usePageTitle.ts';
import { useYaml } from '../recipes/useYaml.ts';
import { findingsOf } from '../runs/CurveReading.tsx';
import { provenanceOf } from '../runs/provenanceOf.ts';
import { bestEpoch } from '../runs/runMarks.ts';
import { runName } from '../runs/runName.ts';
import { shareAxis } from '../runs/shareAxis.ts';
import { imagesText, runScoreText } from '../scores/ScoreText.tsx';
import { scoredText } from '../scores/scoredText.ts';
import { surenessText } from '../scores/surenessText.ts';
import { lossAxis } from './lossAxis.ts';
import { ReportCurves } from './ReportCurves.tsx';
import classes from './report.module.css';

/** More epochs than a printed line can show apart. */
const maxPoints = 500;
/** A page has room for the table of so many classes. */
const mostClasses = 12;

type Run = RunReportQuery['run'];

/** A run on one printed page: its recipe, curves and results, and the curves in words. */
export function ReportPage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(RunReportDocument, { variables: { id, maxPoints }, fetchPolicy: 'no-cache' });
  const run = result.data?.run;
  usePageTitle(run && t('report.of', { label: runName(t, run) }));
  return (
    <Container size={900} px="md" py={{ base: 'lg', sm: 'xl' }} className={classes.page}>
      <Stack gap="md">
        <Group justify="space-between" className="no-print">
          <Anchor component={Link} href={`/runs/${id}`} size="sm">
            {t('report.back')}
          </Anchor>
          <Button onClick={() => window.print()} disabled={!run}>
            {t('report.print')}
          </Button>
        </Group>
        <QueryState result={result} rows={12}>
          {({ run }) => <Sheet run={run} />}
        </QueryState>
      </Stack>
    </Container>
  );
}

function Sheet({ run }: { run: Run }) {
  const t = useTranslations();
  const formats = useFormats();
  const { assignment, epochs, evaluation } = run;
  const network = t('runs.title', { backbone: run.backbone, weights: run.weights });
  const apart = apartFromStarter(run, assignment.starterRecipe);
  const findings = findingsOf({ epochs, recipe: run.recipe as Recipe, failureCode: run.failure?.code });
  const yaml = useYaml(run.recipe);
  return (
    <article className={classes.sheet} data-testid="report">
      <h1>{run.name || network}</h1>
      <p className={classes.subtitle}>
        {run.name && `${network}. `}
        {apart !== '' && t('report.apart', { apart })}
      </p>
      <p className={classes.subtitle}>
        {t('report.by', {
          name: run.student.name,
          course: assignment.course.title,
          assignment: assignment.title,
          moment: formats.moment(run.submittedAt),
        })}
      </p>
      {run.note !== '' && <p className={classes.note}>{run.note}</p>}
      <div className={classes.columns}>
        <section>
          <h2>{t('report.facts')}</h2>
          <Facts run={run} />
        </section>
        <section>
          <h2>{t('report.results')}</h2>
          <Results run={run} />
          {evaluation && (
            <p>
              {t('report.score', {
                metric: t(`metrics.${assignment.metric}`),
                score: runScoreText(evaluation, t, formats),
                images: imagesText(evaluation.public, t),
              })}{' '}
              {surenessText(evaluation.public, t, formats)} {scoredText(run.recipe as Recipe, t)}
            </p>
          )}
        </section>
      </div>
      <section>
        <h2>{t('runs.curves')}</h2>
        <div className={classes.columns}>
          <ReportCurves
            title={t('runs.accuracy')}
            epochs={epochs}
            columns={['acc', 'valAcc']}
            tick={formats.wholePercent}
            axis={shareAxis(epochs.flatMap(({ acc, valAcc }) => [acc, valAcc]))}
          />
          <ReportCurves
            title={t('runs.loss')}
            epochs={epochs}
            columns={['loss', 'valLoss']}
            tick={formats.tick}
            axis={lossAxis(epochs.flatMap(({ loss, valLoss }) => [loss, valLoss]))}
          />
        </div>
      </section>
      {findings && (
        <section>
          <h2>{t('curveReading.title')}</h2>
          {findings.length === 0 ? (
            <p>{t('curveReading.nothing')}</p>
          ) : (
            <ul>
              {findings.map((finding) => (
                <li key={findingKey(finding)}>{findingSentence(t, formats, finding)}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      <div className={classes.columns}>
        <Classes run={run} />
        <Transfer run={run} />
      </div>
      <section>
        <h2>{t('runs.recipe')}</h2>
        <pre className={classes.recipe}>{yaml}</pre>
      </section>
    </article>
  );
}

function Facts({ run }: { run: Run }) {
  const t = useTranslations();
  const formats = useFormats();
  const { trainCount, validationCount, dataset } = run.assignment.datasetVersion;
  const provenance = provenanceOf(run.environment);
  const facts: [string, ReactNode][] = [
    [
      t('report.images'),
      t('report.imagesValue', { name: dataset.name, train: trainCount, validation: validationCount }),
    ],
    [t('runs.epochs'), t('runs.epochsOf', { done: run.epochs.at(-1)?.epoch ?? 0, planned: run.plannedEpochs })],
  ];
  if (typeof run.totalParams === 'number' && typeof run.trainableParams === 'number')
    facts.push([
      t('runs.parameters'),
      t('report.parametersValue', { total: run.totalParams, trainable: run.trainableParams }),
    ]);
  if (typeof run.seconds === 'number') facts.push([t('runs.time'), formats.duration(run.seconds)]);
  if (provenance)
    facts.push([
      t('runs.engine'),
      t('report.engineValue', { version: provenance.engineVersion, processor: provenance.processor }),
    ]);
  facts.push([t('runs.seed'), String(run.seed)]);
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Training and validation at the last epoch, and at the one with the least validation loss. */
function Results({ run: { epochs } }: { run: Run }) {
  const t = useTranslations();
  const formats = useFormats();
  const last = epochs.at(-1);
  const best = bestEpoch(epochs);
  if (!last) return <p>{t('runs.noEpochs')}</p>;
  const shown = [last, ...(best && best.epoch !== last.epoch ? [best] : [])];
  const rows: [string, (epoch: (typeof epochs)[number]) => string][] = [
    [t('runs.trainingAccuracy'), ({ acc }) => formats.percentOrDash(acc)],
    [t('runs.validationAccuracy'), ({ valAcc }) => formats.percentOrDash(valAcc)],
    [t('report.trainingLoss'), ({ loss }) => formats.value(loss)],
    [t('report.validationLoss'), ({ valLoss }) => formats.value(valLoss)],
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('report.after')}</th>
          {shown.map(({ epoch }) => (
            <th key={epoch} scope="col">
              {epoch === best?.epoch ? t('report.bestEpoch', { epoch }) : t('report.lastEpoch', { epoch })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {shown.map((epoch) => (
              <td key={epoch.epoch}>{value(epoch)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each class on the validation images, where the run was looked into. */
function Classes({ run }: { run: Run }) {
  const t = useTranslations();
  const formats = useFormats();
  const scores = run.analysis?.result?.perClass;
  if (!scores) return null;
  const shown = scores.toSorted((a, b) => a.f1 - b.f1).slice(0, mostClasses);
  return (
    <section>
      <h2>{t('report.classes')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('runs.className')}</th>
            <th scope="col">{t('runs.images')}</th>
            <th scope="col">{t('runs.precision')}</th>
            <th scope="col">{t('runs.recall')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ className, images, precision, recall }) => (
            <tr key={className}>
              <th scope="row">{className}</th>
              <td>{formats.count(images)}</td>
              <td>{formats.percent(precision)}</td>
              <td>{formats.percent(recall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < scores.length && <p>{t('report.worstClasses', { shown: shown.length, all: scores.length })}</p>}
    </section>
  );
}

/** What the pretrained weights brought, where the run has a twin that has ended. */
function Transfer({ run: { transfer } }: { run: Run }) {
  const t = useTranslations();
  const formats = useFormats();
  if (!transfer?.start) return null;
  const rows: [string, DifferenceFieldsFragment | null | undefined][] = [
    [t('transfer.start'), transfer.start],
    [t('transfer.slope'), transfer.slope],
    [t('transfer.asymptote'), transfer.asymptote],
  ];
  return (
    <section>
      <h2>{t('transfer.title')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('transfer.measure')}</th>
            <th scope="col">{t('transfer.difference')}</th>
            <th scope="col">{t('transfer.interval')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, difference]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{difference ? t('transfer.points', { value: formats.signedPercent(difference.value) }) : '–'}</td>
              <td>
                {typeof difference?.low === 'number' && typeof difference.high === 'number'
                  ? t('transfer.between', {
                      low: formats.signedPercent(difference.low),
                      high: formats.signedPercent(difference.high),
                    })
                  : difference
                    ? t('transfer.noInterval')
                    : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
