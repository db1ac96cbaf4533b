import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type ClusterOptions, secrets } from './options.ts';
import { ask, labelsOf, lastRequests, metadataOf, type Part, podTemplate, spread } from './pods.ts';

const apiPort = 4000;
const sitePort = 3000;
const uploadsClaim = 'downstream-uploads';

/** The API: its pods, the one address of them all, and who may ask it. */
export function api(
  options: ClusterOptions,
): [IServiceAccount, ...IPersistentVolumeClaim[], IDeployment, IService, IPodDisruptionBudget, INetworkPolicy] {
  const { host, objectStore, sealedStore, uploadsClass, settings, replicas } = options;
  const account = serviceAccount('api', options);
  const template = podTemplate(options, {
    part: 'api',
    command: ['bin/downstream.ts', 'api'],
    settings: {
      API_HOST: '0.0.0.0',
      API_PORT: String(apiPort),
      DATA_DIR: '/data',
      SITE_URL: `https://${host}`,
      // Networks that clusters give to pods. The network policy below lets the site alone reach the API.
      SITE_NETWORKS: '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,fc00::/7',
      OBJECT_STORE: objectStore,
      SEALED_STORE: sealedStore,
      ...settings,
    },
    secrets: [secrets.database, secrets.api],
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '2', memory: '1Gi' } },
    container: {
      ports: [{ name: 'http', containerPort: apiPort }],
      // It may have to wait for the migration first.
      startupProbe: ask('/health/live', { periodSeconds: 2, failureThreshold: 300 }),
      readinessProbe: ask('/health/ready', { periodSeconds: 5 }),
      livenessProbe: ask('/health/live', { periodSeconds: 10, failureThreshold: 6 }),
      ...lastRequests,
    },
    pod: {
      serviceAccountName: account.metadata!.name!,
      terminationGracePeriodSeconds: 40,
      ...spread('api'),
    },
    writes: [
      { name: 'data', path: '/data', volume: { emptyDir: {} } },
      {
        name: 'uploads',
        path: '/data/uploads',
        volume: uploadsClass ? { persistentVolumeClaim: { claimName: uploadsClaim } } : { emptyDir: {} },
      },
    ],
  });
  return [
    account,
    ...(uploadsClass ? [claimForUploads(options, uploadsClass)] : []),
    // The parts of an upload go to any pod: without a directory that all of them see there can be one only.
    deployment('api', options, uploadsClass ? replicas : 1, template),
    service('api', options, apiPort),
    disruptionBudget('api', options),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf('api', options),
      spec: {
        podSelector: { matchLabels: labelsOf('api') },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: labelsOf('site') } }], ports: [{ port: apiPort }] }],
      },
    },
  ];
}

/** The site: its pods and their address. It has no secret. */
export function site(options: ClusterOptions): [IDeployment, IService, IPodDisruptionBudget] {
  const { host, settings, replicas } = options;
  const usual = {
    SITE_HOST: '0.0.0.0',
    WEB_PORT: String(sitePort),
    SITE_URL: `https://${host}`,
    API_URL: `http://downstream-api:${apiPort}`,
    TRUSTED_PROXY_HOPS: '1',
  };
  const template = podTemplate(options, {
    part: 'site',
    command: ['bin/downstream.ts', 'site'],
    settings: Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, settings[name] ?? value])),
    secrets: [],
    resources: { requests: { cpu: '250m', memory: '384Mi' }, limits: { cpu: '2', memory: '1Gi' } },
    container: {
      ports: [{ name: 'http', containerPort: sitePort }],
      startupProbe: ask('/health/live', { periodSeconds: 2, failureThreshold: 60 }),
      // Not /health/ready: while the API or the database is away, the site says so to people.
      readinessProbe: ask('/health/live', { periodSeconds: 5 }),
      livenessProbe: ask('/health/live', { periodSeconds: 10, failureThreshold: 6 }),
      ...lastRequests,
    },
    pod: { terminationGracePeriodSeconds: 40, ...spread('site') },
    writes: [],
  });
  return [
    deployment('site', options, replicas, template),
    service('site', options, sitePort),
    disruptionBudget('site', options),
  ];
}

/** A role of the cloud may be given to it, instead of keys to the stores. */
export function serviceAccount(part: Part, options: ClusterOptions): IServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(part, options),
    automountServiceAccountToken: false,
  };
}

/** A new pod answers before an old one goes. */
function deployment(
  part: Part,
  options: ClusterOptions,
  replicas: number,
  template: ReturnType<typeof podTemplate>,
): IDeployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(part, options),
    spec: {
      replicas,
      // The API waits for a migration, which may take long.
      progressDeadlineSeconds: 1800,
      revisionHistoryLimit: 3,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: labelsOf(part) },
      template,
    },
  };
}

function service(part: Part, options: ClusterOptions, port: number): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(part, options),
    spec: { selector: labelsOf(part), ports: [{ name: 'http', port, targetPort: 'http' }] },
  };
}

/** Where nodes are emptied, one pod goes at a time. */
function disruptionBudget(part: Part, options: ClusterOptions): IPodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(part, options),
    spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(part) } },
  };
}

function claimForUploads(options: ClusterOptions, storageClassName: string): IPersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadataOf('api', options, uploadsClaim),
    spec: { accessModes: ['ReadWriteMany'], storageClassName, resources: { requests: { storage: '50Gi' } } },
  };
}
