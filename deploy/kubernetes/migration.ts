import { createHash } from 'node:crypto';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import { type ClusterOptions, secrets } from './options.ts';
import { metadataOf, podTemplate } from './pods.ts';

/**
 * Brings the database up to date. The API and the workers of the same version wait until it has. A job cannot be
 * changed, so another image makes another one.
 */
export function migrationJob(options: ClusterOptions): IJob {
  const spec = {
    backoffLimit: 6,
    ttlSecondsAfterFinished: 86_400,
    template: podTemplate(options, {
      part: 'migration',
      command: ['bin/dbMigrate.ts'],
      settings: {},
      secrets: [secrets.database, secrets.owner],
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
      container: {},
      pod: { restartPolicy: 'Never' },
      writes: [],
    }),
  };
  const hash = createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 10);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf('migration', options, `downstream-migration-${hash}`),
    spec,
  };
}
