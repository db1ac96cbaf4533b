import type { IScaledJob } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJob';
import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { serviceAccount } from './deployments.ts';
import { type ClusterOptions, secrets } from './options.ts';
import { ask, metadataOf, podTemplate } from './pods.ts';

const healthPort = 9464;

/** Worker pods as jobs: as many as the database says, and each ends by itself (docs/decisions/0191). */
export function workers(options: ClusterOptions): [IServiceAccount, ITriggerAuthentication, IScaledJob] {
  const { namespace, objectStore, sealedStore, settings } = options;
  const { ceiling, slots, drainSeconds, untilIdleSeconds, cpus, memory, gpu, runtimeClass } = options.workers;
  const account = serviceAccount('worker', options);
  const metadata = metadataOf('worker', options);
  const resources = { cpu: String(cpus), memory };
  const template = podTemplate(options, {
    part: 'worker',
    command: ['bin/downstream.ts', 'worker', '--until-idle', String(untilIdleSeconds)],
    settings: {
      DATA_DIR: '/data',
      OBJECT_STORE: objectStore,
      SEALED_STORE: sealedStore,
      FEATURE_STORE_SIZE: '10GB',
      WORKER_METRICS_PORT: String(healthPort),
      ...settings,
      // The query counts with it.
      WORKER_CONCURRENCY: String(slots),
    },
    secrets: [secrets.database, secrets.worker],
    resources: { requests: resources, limits: { ...resources, ...(gpu && { [gpu]: '1' }) } },
    container: {
      ports: [{ name: 'http', containerPort: healthPort }],
      // The probe of a GPU takes a minute.
      startupProbe: ask('/health/live', { periodSeconds: 5, failureThreshold: 180 }),
      // Training keeps all processors busy: late is not dead.
      livenessProbe: ask('/health/live', { periodSeconds: 30, timeoutSeconds: 20, failureThreshold: 6 }),
    },
    pod: {
      serviceAccountName: account.metadata!.name!,
      restartPolicy: 'Never',
      // A worker hands its runs back within 25 seconds.
      terminationGracePeriodSeconds: 40,
      ...(runtimeClass && { runtimeClassName: runtimeClass }),
      ...(gpu && { tolerations: [{ key: gpu, operator: 'Exists', effect: 'NoSchedule' }] }),
    },
    writes: [{ name: 'data', path: '/data', volume: { emptyDir: { sizeLimit: '60Gi' } } }],
  });
  // An autoscaler of nodes takes away idle ones, and none on which a run trains.
  const annotations = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' };
  return [
    account,
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata,
      spec: { secretTargetRef: [{ parameter: 'connection', name: secrets.database.name, key: 'DATABASE_URL' }] },
    },
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledJob',
      metadata,
      spec: {
        pollingInterval: 15,
        maxReplicaCount: ceiling,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        // A changed image is for new pods; those that train go on.
        rollout: { strategy: 'gradual' },
        // What is wanted less what there is. The number has the places of runs that workers have.
        scalingStrategy: { strategy: 'default' },
        jobTargetRef: {
          parallelism: 1,
          completions: 1,
          // What a lost pod had is wanted again, so another job comes.
          backoffLimit: 0,
          template: { ...template, metadata: { ...template.metadata, annotations } },
        },
        triggers: [
          {
            type: 'postgresql',
            metadata: {
              query: `SELECT wanted_workers(${slots}, ${drainSeconds}, ${ceiling})::float8`,
              targetQueryValue: '1',
              // KEDA shares connections among triggers that have these in common, whatever their addresses are.
              dbName: `downstream in ${namespace}`,
            },
            authenticationRef: { name: metadata.name },
          },
        ],
      },
    },
  ];
}
