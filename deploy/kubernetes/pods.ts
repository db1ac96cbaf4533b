import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { ClusterOptions, secrets } from './options.ts';

export type Part = 'migration' | 'api' | 'site' | 'worker';

/** What finds the pods of a part. */
export function labelsOf(part: Part): Record<string, string> {
  return { 'app.kubernetes.io/name': 'downstream', 'app.kubernetes.io/component': part };
}

export function metadataOf(part: Part, { namespace }: ClusterOptions, name = `downstream-${part}`) {
  return { name, namespace, labels: labelsOf(part) };
}

interface PodParts {
  part: Part;
  /** What follows `node` on the command line. */
  command: string[];
  settings: Record<string, string>;
  secrets: (typeof secrets)[keyof typeof secrets][];
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  container: Partial<IContainer>;
  pod: Partial<IPodSpec>;
  /** What may be written, besides /tmp. The rest of the file system is for reading alone. */
  writes: { name: string; path: string; volume: Omit<IVolume, 'name'> }[];
}

/** The user of deploy/Containerfile. */
const user = 10_001;

/** A pod with one container, as the strictest of Kubernetes's security standards ("restricted") wants it. */
export function podTemplate(options: ClusterOptions, parts: PodParts) {
  const { part, command, resources, container, pod } = parts;
  const writes = [...parts.writes, { name: 'tmp', path: '/tmp', volume: { emptyDir: {} } }];
  const spec: IPodSpec = {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: part,
        image: options.image,
        command: ['node', ...command],
        env: environmentOf(parts),
        resources,
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: writes.map(({ name, path }) => ({ name, mountPath: path })),
        ...container,
      },
    ],
    volumes: writes.map(({ name, volume }) => ({ name, ...volume })),
    ...pod,
  };
  return { metadata: { labels: labelsOf(part) }, spec };
}

function environmentOf({ settings, secrets }: PodParts): IEnvVar[] {
  const byReference = (secret: string, optional: boolean) => (name: string) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key: name, optional } },
  });
  return [
    ...Object.entries(settings).map(([name, value]) => ({ name, value })),
    ...secrets.flatMap(({ name, required, optional }) => [
      ...required.map(byReference(name, false)),
      ...optional.map(byReference(name, true)),
    ]),
  ];
}

/** Asks a path of the container's port `http`. */
export function ask(path: string, timing: Omit<IProbe, 'httpGet'>): IProbe {
  return { httpGet: { path, port: 'http' }, timeoutSeconds: 5, ...timing };
}

/** Pods of a part go to different nodes where they can. */
export function spread(part: Part): Partial<IPodSpec> {
  return {
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labelsOf(part) },
      },
    ],
  };
}

/** So long a pod goes on answering after its end was announced: proxies still send it requests. */
export const lastRequests = { lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } } };
