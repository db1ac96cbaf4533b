import { Command, InvalidArgumentError } from 'commander';
import { stringify } from 'yaml';
import { environmentVariables, readEnvironment } from '#machine/environment';
import { manifests } from '../../deploy/kubernetes/manifests.ts';
import { type ClusterOptions, secretVariables } from '../../deploy/kubernetes/options.ts';
import { atLeastOne } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

interface KubernetesCommandOptions {
  image: string;
  host: string;
  objects: string;
  sealed: string;
  namespace: string;
  replicas: number;
  uploadsClass?: string;
  ingressClass?: string;
  ceiling: number;
  slots: number;
  drain: number;
  untilIdle: number;
  cpus: number;
  memory: string;
  gpu?: string | true;
  runtimeClass?: string;
  set: Record<string, string>;
}

export function kubernetesCommand(): Command {
  return new Command('kubernetes')
    .description('print what a site needs in a Kubernetes cluster, as YAML for "kubectl apply"')
    .requiredOption('--image <name>', 'the image that deploy/Containerfile builds, with its tag')
    .requiredOption('--host <name>', 'the name at which people reach the site', hostName)
    .requiredOption('--objects <bucket>', 'the bucket for images and models, as OBJECT_STORE has it')
    .requiredOption('--sealed <bucket>', 'the bucket for test images, as SEALED_STORE has it')
    .option('--namespace <name>', 'where in the cluster', 'downstream')
    .option('--replicas <pods>', 'pods of the site, and of the API with --uploads-class', atLeastOne, 2)
    .option('--uploads-class <name>', 'a storage class that several nodes mount, for uploads that several API pods get')
    .option('--ingress-class <name>', "instead of the cluster's own one")
    .option('--ceiling <pods>', 'the most worker pods', atLeastOne, 6)
    .option('--slots <runs>', 'runs that a worker pod trains at once', atLeastOne, 2)
    .option('--drain <seconds>', 'in how many seconds the work that waits should be done', atLeastOne, 30)
    .option('--until-idle <seconds>', 'a worker pod without work ends after so many seconds', atLeastOne, 30)
    .option('--cpus <number>', 'processors of a worker pod', atLeastOne, 4)
    .option('--memory <size>', 'memory of a worker pod', kubernetesSize, '8Gi')
    .option('--gpu [resource]', 'one GPU for each worker pod; nvidia.com/gpu when no resource is named')
    .option('--runtime-class <name>', 'what runs containers with GPUs, where the cluster needs that')
    .option('--set <NAME=value>', 'a variable of .env.example; may be given several times', setting, {})
    .addHelpText(
      'after',
      `
Nothing in it is secret: it names secrets that you make. docs/kubernetes.md leads from a cluster to a first run.

Example:
  downstream kubernetes --image registry.school.edu/downstream:0.2 --host downstream.school.edu \\
    --objects 's3://downstream/site?region=eu-central-1' --sealed 's3://downstream-sealed/site?region=eu-central-1' \\
    | kubectl apply -f -`,
    )
    .action(({ gpu, objects, sealed, set, ...said }: KubernetesCommandOptions) => {
      const { ceiling, slots, drain, untilIdle, cpus, memory, runtimeClass, ...site } = said;
      const options: ClusterOptions = {
        ...site,
        objectStore: objects,
        sealedStore: sealed,
        workers: {
          ceiling,
          slots,
          drainSeconds: drain,
          untilIdleSeconds: untilIdle,
          cpus,
          memory,
          gpu: gpu === true ? 'nvidia.com/gpu' : gpu,
          runtimeClass,
        },
        settings: set,
      };
      requireSettings(options);
      const documents = manifests(options).map((each) => stringify(each, { lineWidth: 0 }));
      process.stdout.write(documents.join('---\n'));
    });
}

/** The programs would refuse the rest in the cluster, one pod after the other. Throws SETTING_REFUSED. */
function requireSettings({ host, objectStore, sealedStore, settings }: ClusterOptions): void {
  const refuse = (message: string) => {
    throw new CommandError(exitCodes.refused, 'SETTING_REFUSED', message);
  };
  for (const name of Object.keys(settings)) {
    if (secretVariables.includes(name))
      refuse(`Expected ${name} in a secret (docs/kubernetes.md), received its value.`);
    if (!environmentVariables.includes(name)) refuse(`Expected a variable of .env.example, received ${name}.`);
  }
  try {
    readEnvironment({ SITE_URL: `https://${host}`, OBJECT_STORE: objectStore, SEALED_STORE: sealedStore, ...settings });
  } catch (error) {
    refuse((error as Error).message);
  }
}

function hostName(value: string): string {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value))
    throw new InvalidArgumentError('expected a name such as downstream.school.edu, without https://.');
  return value;
}

function kubernetesSize(value: string): string {
  if (!/^[1-9]\d*[MG]i?$/.test(value)) throw new InvalidArgumentError('expected a size such as 8Gi.');
  return value;
}

function setting(value: string, before: Record<string, string>): Record<string, string> {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected NAME=value.');
  return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
}
