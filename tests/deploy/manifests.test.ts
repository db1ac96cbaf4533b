import { ScaledJob } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJob';
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { environmentVariables } from '#machine/environment';
import { downstreamIn } from '../setup/commandLine.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

// What `downstream kubernetes` prints. No cluster is here: the models know Kubernetes's and KEDA's schemas.

const needed = [
  ...['--image', 'registry.school.edu/downstream:0.2', '--host', 'downstream.school.edu'],
  ...['--objects', 's3://school-downstream/site?region=eu', '--sealed', 's3://school-sealed/site?region=eu'],
];
const choices = {
  least: [],
  most: [
    ...['--namespace', 'learning', '--replicas', '3', '--uploads-class', 'nfs', '--ingress-class', 'nginx'],
    ...['--gpu', '--runtime-class', 'nvidia', '--slots', '3', '--ceiling', '5', '--drain', '60', '--cpus', '8'],
    ...['--set', 'SITE_NETWORKS=10.42.0.0/16', '--set', 'TRUSTED_PROXY_HOPS=2', '--set', 'LOG_LEVEL=debug'],
  ],
} satisfies Record<string, string[]>;

const models = [
  Deployment,
  Ingress,
  Job,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  ScaledJob,
  Service,
  ServiceAccount,
  TriggerAuthentication,
];
type Manifest = InstanceType<(typeof models)[number]>;
type Labels = Record<string, string>;

/** The model of a printed document, which checks it against its schema. */
function modelOf(document: unknown): Manifest {
  const Model = models.find((each) => each.is(document));
  if (Model === undefined) throw new Error(`no model is known for ${JSON.stringify(document).slice(0, 80)}`);
  const manifest = new Model(document as never);
  manifest.validate();
  return manifest;
}

async function print(options: string[]): Promise<Manifest[]> {
  const { stdout, stderr, code } = await downstreamIn('.', 'kubernetes', ...needed, ...options);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return parseAllDocuments(stdout).map((document) => modelOf(document.toJS()));
}

const printed = { least: await print(choices.least), most: await print(choices.most) };
const of = <Kind extends Manifest>(manifests: Manifest[], Model: abstract new (...args: never[]) => Kind): Kind[] =>
  manifests.filter((each): each is Kind => each instanceof Model);
const named = <Kind extends { metadata?: { name?: string } }>(all: Kind[], name: string): Kind => {
  const found = all.find(({ metadata }) => metadata?.name === name);
  if (!found) throw new Error(`there is no ${name} among ${all.map(({ metadata }) => metadata?.name).join(', ')}`);
  return found;
};

/** The pods that a site's manifests make, by their part. */
function podsOf(manifests: Manifest[]): Record<string, IPodTemplateSpec> {
  const templates = [
    ...of(manifests, Deployment).map(({ spec }) => spec!.template),
    ...of(manifests, Job).map(({ spec }) => spec!.template),
    ...of(manifests, ScaledJob).map(({ spec }) => spec!.jobTargetRef.template as IPodTemplateSpec),
  ];
  return Object.fromEntries(templates.map((each) => [each.metadata!.labels!['app.kubernetes.io/component']!, each]));
}
const containersOf = (manifests: Manifest[]): IContainer[] =>
  Object.values(podsOf(manifests)).flatMap(({ spec }) => spec!.containers);
const environmentOf = (manifests: Manifest[], part: string): Record<string, string | undefined> =>
  Object.fromEntries(
    podsOf(manifests)[part]!.spec!.containers.flatMap(({ env }) => env!.map(({ name, value }) => [name, value])),
  );
const matches = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

let course: ShapesCourse;
beforeAll(async () => {
  course = await openShapesCourse();
});
afterAll(() => course.close());

test('the schemas refuse what is no manifest', () => {
  const [deployment] = of(printed.least, Deployment).map((each) => each.toJSON());
  const broken = structuredClone(deployment) as { spec: { replicas: unknown; selector?: unknown } };
  broken.spec.replicas = 'two';
  expect(() => modelOf(broken)).toThrow('replicas');
  delete broken.spec.selector;
  broken.spec.replicas = 2;
  expect(() => modelOf(broken)).toThrow('selector');
  const job = structuredClone(of(printed.least, ScaledJob)[0]!.toJSON()) as { spec: { triggers: unknown } };
  job.spec.triggers = [{ type: 'postgresql', metadata: { targetQueryValue: 1 } }];
  expect(() => modelOf(job)).toThrow('targetQueryValue');
});

test.each(['least', 'most'] as const)('with the %s options, it is all there and belongs together', (which) => {
  const manifests = printed[which];
  const pods = podsOf(manifests);
  expect(Object.keys(pods).sort()).toEqual(['api', 'migration', 'site', 'worker']);
  const labels = Object.values(pods).map(({ metadata }) => metadata!.labels!);
  const only = (selector: Labels) => labels.filter((each) => matches(selector, each));
  for (const { spec } of of(manifests, Deployment)) {
    expect(matches(spec!.selector.matchLabels!, spec!.template.metadata!.labels!)).toBe(true);
    expect(only(spec!.selector.matchLabels!)).toHaveLength(1);
  }
  for (const { spec } of of(manifests, PodDisruptionBudget)) expect(only(spec!.selector!.matchLabels!)).toHaveLength(1);
  for (const { spec } of of(manifests, NetworkPolicy)) {
    expect(only(spec!.podSelector!.matchLabels!)).toEqual([pods.api!.metadata!.labels]);
    const [rule] = spec!.ingress!;
    expect(only(rule!.from![0]!.podSelector!.matchLabels!)).toEqual([pods.site!.metadata!.labels]);
    expect(rule!.ports).toEqual([{ port: pods.api!.spec!.containers[0]!.ports![0]!.containerPort }]);
  }
  for (const { metadata, spec } of of(manifests, Service)) {
    const [selected] = Object.values(pods).filter((pod) => matches(spec!.selector!, pod.metadata!.labels!));
    const [port] = spec!.ports!;
    expect(selected!.spec!.containers[0]!.ports).toContainEqual({ name: port!.targetPort, containerPort: port!.port });
    expect(metadata!.name).toBe(`downstream-${selected!.metadata!.labels!['app.kubernetes.io/component']}`);
  }
  expect(environmentOf(manifests, 'site').API_URL).toBe('http://downstream-api:4000');
  const backend = of(manifests, Ingress)[0]!.spec!.rules![0]!.http!.paths[0]!.backend.service!;
  expect(named(of(manifests, Service), backend.name).spec!.ports!.map(({ name }) => name)).toContain(
    backend.port!.name,
  );

  for (const container of containersOf(manifests)) {
    const ports = container.ports?.map(({ name }) => name);
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe])
      if (probe) expect(ports).toContain(probe.httpGet!.port);
  }
  for (const { spec } of Object.values(pods)) {
    if (spec!.serviceAccountName) named(of(manifests, ServiceAccount), spec!.serviceAccountName);
    const volumes = spec!.volumes!.map(({ name }) => name);
    expect(spec!.containers[0]!.volumeMounts!.map(({ name }) => name)).toEqual(volumes);
    for (const { persistentVolumeClaim } of spec!.volumes!)
      if (persistentVolumeClaim) named(of(manifests, PersistentVolumeClaim), persistentVolumeClaim.claimName);
  }
  const [trigger] = of(manifests, ScaledJob)[0]!.spec!.triggers;
  named(of(manifests, TriggerAuthentication), trigger!.authenticationRef!.name);
  const namespaces = manifests.map(({ metadata }) => metadata!.namespace);
  expect(new Set(namespaces)).toEqual(new Set([which === 'least' ? 'downstream' : 'learning']));
});

test.each(['least', 'most'] as const)('with the %s options, every container is as safe as it can be', (which) => {
  for (const { spec } of Object.values(podsOf(printed[which]))) {
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const { securityContext, resources } of spec!.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      for (const amounts of [resources!.requests, resources!.limits])
        expect(amounts).toMatchObject({ cpu: expect.any(String), memory: expect.stringMatching(/^\d+(Mi|Gi)$/) });
    }
  }
});

test('every part is probed, but for the migration, which ends by itself', () => {
  const probes = Object.entries(podsOf(printed.least)).map(([part, { spec }]) => {
    const { startupProbe, readinessProbe, livenessProbe } = spec!.containers[0]!;
    return [part, ...[startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet?.path)];
  });
  expect(probes.sort()).toEqual([
    ['api', '/health/live', '/health/ready', '/health/live'],
    ['migration', undefined, undefined, undefined],
    ['site', '/health/live', '/health/live', '/health/live'],
    // Nobody sends it requests.
    ['worker', '/health/live', undefined, '/health/live'],
  ]);
});

/** AWS's own library reads these. */
const ofAws = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const isSecret = (name: string) => /SECRET|TOKEN|PASSWORD|KEY|^DATABASE_|^SMTP_/.test(name);

test.each(['least', 'most'] as const)(
  'with the %s options, programs know each variable; secrets are named',
  (which) => {
    const variables = containersOf(printed[which]).flatMap(({ env }) => env!);
    const unknown = variables.filter(({ name }) => ![...environmentVariables, ...ofAws].includes(name));
    expect(unknown).toEqual([]);
    for (const { name, value, valueFrom } of variables)
      if (isSecret(name)) expect({ name, value, key: valueFrom?.secretKeyRef?.key }).toEqual({ name, key: name });
      else expect(value, name).toEqual(expect.any(String));
    const namesOf = (part: string) =>
      podsOf(printed[which])
        [part]!.spec!.containers[0]!.env!.map(({ name }) => name)
        .filter(isSecret);
    expect(namesOf('site')).toEqual([]);
    expect(namesOf('migration')).toEqual(['DATABASE_URL', 'DATABASE_OWNER_URL']);
    expect(namesOf('api')).not.toContain('DATABASE_OWNER_URL');
    expect(namesOf('api').filter((name) => name.startsWith('SEALED_'))).toEqual([]);
    expect(namesOf('worker')).not.toContain('AUTH_SECRET');
  },
);

test('options reach what they are about', () => {
  const { least, most } = printed;
  const replicas = (manifests: Manifest[]) => of(manifests, Deployment).map(({ spec }) => spec!.replicas);
  // Pods of the API that do not share uploads would lose parts of them.
  expect(replicas(least)).toEqual([1, 2]);
  expect(replicas(most)).toEqual([3, 3]);
  expect(of(least, PersistentVolumeClaim)).toEqual([]);
  expect(of(most, PersistentVolumeClaim)[0]!.spec).toMatchObject({
    accessModes: ['ReadWriteMany'],
    storageClassName: 'nfs',
  });
  expect(of(most, Ingress)[0]!.spec!.ingressClassName).toBe('nginx');
  const worker = podsOf(most).worker!.spec!;
  expect(worker).toMatchObject({
    runtimeClassName: 'nvidia',
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
  });
  expect(worker.containers[0]!.resources!.limits).toEqual({ cpu: '8', memory: '8Gi', 'nvidia.com/gpu': '1' });
  expect(podsOf(least).worker!.spec!.containers[0]!.resources!.limits).toEqual({ cpu: '4', memory: '8Gi' });
  expect(environmentOf(most, 'worker')).toMatchObject({ WORKER_CONCURRENCY: '3', LOG_LEVEL: 'debug' });
  expect(environmentOf(most, 'api')).toMatchObject({ SITE_NETWORKS: '10.42.0.0/16', LOG_LEVEL: 'debug' });
  expect(environmentOf(most, 'site')).toMatchObject({ TRUSTED_PROXY_HOPS: '2' });
  const [api] = of(least, Deployment);
  expect(api!.spec!.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
  // A worker has 25 seconds to hand its runs back.
  expect(podsOf(least).worker!.spec!.terminationGracePeriodSeconds).toBeGreaterThan(25);
});

test('another image makes another migration; the same one does not', async () => {
  const nameOf = (manifests: Manifest[]) => of(manifests, Job)[0]!.metadata!.name;
  expect(nameOf(await print([]))).toBe(nameOf(printed.least));
  expect(nameOf(await print(['--image', 'registry.school.edu/downstream:0.3']))).not.toBe(nameOf(printed.least));
});

test.each([
  ['a secret', ['--set', 'SMTP_URL=smtps://user:password@mail'], 'SETTING_REFUSED: Expected SMTP_URL in a secret'],
  ['a key of the workers', ['--set', 'SEALED_STORE_SECRET_ACCESS_KEY=k'], 'Expected SEALED_STORE_SECRET_ACCESS_KEY in'],
  ['a variable that nothing reads', ['--set', 'SPEED=9'], 'Expected a variable of .env.example, received SPEED.'],
  ['a value that the programs refuse', ['--set', 'LOG_LEVEL=loud'], 'LOG_LEVEL: '],
  ['one bucket for both', ['--sealed', 's3://school-downstream/x'], 'OBJECT_STORE and SEALED_STORE need two different'],
  ['an address instead of a name', ['--host', 'https://a.edu'], 'expected a name such as downstream.school.edu'],
  ['a size that Kubernetes does not know', ['--memory', '8 GB'], 'expected a size such as 8Gi'],
])('%s is refused, and nothing is printed', async (_, options, why) => {
  const { stdout, stderr, code } = await downstreamIn('.', 'kubernetes', ...needed, ...options);
  expect(stdout).toBe('');
  expect(stderr).toContain(why);
  expect(code).toBeGreaterThan(1);
});

test('KEDA makes as many jobs as the query wants, less those that there are', async () => {
  const job = of(await print(['--slots', '1', '--drain', '60', '--ceiling', '3']), ScaledJob)[0]!.spec!;
  const { query, targetQueryValue } = job.triggers[0]!.metadata;
  const client = new pg.Client({ connectionString: course.worker.databaseUrl });
  await client.connect();
  /** KEDA's strategy "default": jobs that have not ended count, whether their pods run or not. */
  const newJobs = async (unfinished: number) => {
    expect(job.scalingStrategy!.strategy).toBe('default');
    const { rows } = await client.query({ text: query!, rowMode: 'array' });
    const [[value, ...more], ...rest] = rows as [[unknown]];
    expect([typeof value, more, rest]).toEqual(['number', [], []]);
    const scale = Math.min(job.maxReplicaCount!, Math.ceil((value as number) / Number(targetQueryValue)));
    return Math.max(0, scale - unfinished);
  };
  const submit = (seed: number) => course.submit({ backbone: 'CNN', inputSize: 46, seed });
  const become = (id: string, status: 'TRAINING' | 'SUCCEEDED') =>
    course.database.run.update({ where: { id }, data: { status } });
  try {
    expect(await newJobs(0)).toBe(0);
    const [first, second] = [await submit(1), await submit(2)];
    expect(await newJobs(0)).toBe(2);
    // The pods wait for a node, then start, and have no run yet.
    expect(await newJobs(2)).toBe(0);
    await become(first, 'TRAINING');
    expect(await newJobs(2)).toBe(0);
    await become(second, 'TRAINING');
    expect(await newJobs(2)).toBe(0);
    // Two train and five wait; there may be three.
    for (const seed of [3, 4, 5, 6, 7]) await submit(seed);
    expect(await newJobs(2)).toBe(1);
    expect(await newJobs(3)).toBe(0);
    // A worker is lost with its run, which waits again.
    await become(second, 'SUCCEEDED');
    expect(await newJobs(2)).toBe(1);
  } finally {
    await client.end();
  }
});
