import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#prisma/postgres';
import { dataOf } from '../setup/api.ts';
import { openClassroom } from '../setup/classroom.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

interface Span {
  name: string;
  traceId: string;
}

/** Stands in for an OpenTelemetry collector. */
const spans: Span[] = [];
const collector = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});

let system: WholeSystem;
let ports: { api: number; worker: number };
beforeAll(async () => {
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  ports = { api: await freePort(), worker: await freePort() };
  system = await startWholeSystem({
    API_PORT: String(ports.api),
    WORKER_METRICS_PORT: String(ports.worker),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  await system.stop();
  collector.close();
});

test('a run is followed from the request that submitted it to its epochs, and counted', async () => {
  const room = await openClassroom({ url: system.url });
  const assignmentId = await room.assignment();
  const student = await room.student('Ada');
  const { submitRun } = await dataOf(
    student.query('mutation Submit($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }', {
      input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46, training: { epochs: 2, batchSize: 2 } } },
    }),
  );
  const { id } = submitRun.run;
  await expect
    .poll(async () => (await dataOf(student.query(`{ run(id: "${id}") { status } }`))).run.status)
    .toBe('SUCCEEDED');

  const named = (name: string) => spans.filter((span) => span.name === name);
  await expect.poll(() => named('run').length).toBe(1);
  await expect.poll(() => named('GraphQL Submit').length).toBe(1);
  const { traceId } = named('GraphQL Submit')[0]!;
  const names = spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['GraphQL Submit', 'run', 'epoch', 'training', 'evaluation']));
  expect(names.filter((name) => name === 'epoch')).toHaveLength(2);

  const figures = async () => (await fetch(`http://127.0.0.1:${ports.worker}/metrics`)).text();
  // The worker counts a run when its process has ended, which is a moment after the run's own end.
  await expect.poll(figures).toMatch(/downstream_worker_runs_total\{outcome="succeeded",failure="",part="worker"\} 1/);
  expect(await figures()).toMatch(/downstream_worker_memory_bytes\{what="total",part="worker"\} \d{9,}/);
  const api = await (await fetch(`http://127.0.0.1:${ports.api}/metrics`)).text();
  expect(api).toMatch(/downstream_workers\{part="api"\} 1/);
  // Figures are not for people: the site does not forward them.
  expect((await fetch(`${system.url}/metrics`)).status).toBe(404);
});
