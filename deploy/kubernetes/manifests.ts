import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { api, site } from './deployments.ts';
import { migrationJob } from './migration.ts';
import type { ClusterOptions } from './options.ts';
import { metadataOf } from './pods.ts';
import { workers } from './workers.ts';

/** Everything that a site needs in a cluster, but for its secrets, its database and its buckets. */
export function manifests(options: ClusterOptions) {
  return [migrationJob(options), ...api(options), ...site(options), ingress(options), ...workers(options)];
}

/** People reach the site alone, which forwards to the API. */
function ingress(options: ClusterOptions): IIngress {
  const { host, ingressClass } = options;
  const backend = { service: { name: 'downstream-site', port: { name: 'http' } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      ...metadataOf('site', options),
      // Parts of uploads are larger than nginx allows, and subscriptions are open for longer.
      annotations: {
        'nginx.ingress.kubernetes.io/proxy-body-size': '64m',
        'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600',
      },
    },
    spec: {
      ...(ingressClass && { ingressClassName: ingressClass }),
      tls: [{ hosts: [host], secretName: 'downstream-tls' }],
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}
