/** What an administrator says of a cluster and of the site on it. */
export interface ClusterOptions {
  /** The image of deploy/Containerfile, with its tag. */
  image: string;
  /** The name at which people reach the site, over https. */
  host: string;
  namespace: string;
  /** Two buckets of S3, as OBJECT_STORE and SEALED_STORE name them. */
  objectStore: string;
  sealedStore: string;
  /** Pods of the site, and of the API where its pods share uploads. */
  replicas: number;
  /** A storage class whose volumes several nodes mount (ReadWriteMany). Without it there is one pod of the API. */
  uploadsClass?: string | undefined;
  /** The cluster's own one when left out. */
  ingressClass?: string | undefined;
  workers: {
    /** The most pods. */
    ceiling: number;
    /** Runs that one pod trains at once. */
    slots: number;
    /** In how many seconds the work that waits should be done. */
    drainSeconds: number;
    /** A pod without work ends after so many. */
    untilIdleSeconds: number;
    cpus: number;
    /** As Kubernetes writes it, such as 8Gi. */
    memory: string;
    /** The resource of a GPU, such as nvidia.com/gpu; none when left out. */
    gpu?: string | undefined;
    /** What runs containers with GPUs, where a cluster has one of its own for that. */
    runtimeClass?: string | undefined;
  };
  /** Further environment variables of the API and the workers. Secrets are none of them. */
  settings: Readonly<Record<string, string>>;
}

/** The secrets, which the administrator makes; the manifests name them only. */
export const secrets = {
  /** The database under the role that owns its tables: for migrations alone. */
  owner: { name: 'downstream-owner', required: ['DATABASE_OWNER_URL'], optional: [] },
  /** The database under the programs' role. KEDA reads it, too. */
  database: { name: 'downstream-database', required: ['DATABASE_URL'], optional: [] },
  /** Keys to a store may be missing where a role of the service account takes their place. */
  api: {
    name: 'downstream-api',
    required: ['AUTH_SECRET'],
    optional: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'METRICS_TOKEN', 'OIDC_CLIENT_SECRET', 'SMTP_URL'],
  },
  worker: {
    name: 'downstream-worker',
    required: [],
    optional: [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'METRICS_TOKEN',
      'SEALED_STORE_ACCESS_KEY_ID',
      'SEALED_STORE_SECRET_ACCESS_KEY',
      'SEALED_STORE_SESSION_TOKEN',
    ],
  },
} as const;

/** Every variable that is a secret. */
export const secretVariables: readonly string[] = Object.values(secrets).flatMap(({ required, optional }) => [
  ...required,
  ...optional,
]);
