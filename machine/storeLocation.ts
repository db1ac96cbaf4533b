/** Where an object store is: a directory of this machine, or a bucket of S3 and what its keys begin with. */
export interface S3Location {
  bucket: string;
  /** Ends with a slash, or is empty. */
  prefix: string;
  region: string | undefined;
  /** The address of a server that speaks S3 and is not Amazon's. */
  endpoint: string | undefined;
  /** The part of AWS's credentials file that has the keys. */
  profile: string | undefined;
}

const options = ['region', 'endpoint', 'profile'] as const;

export function isS3(location: string): boolean {
  return location.startsWith('s3://');
}

/** Reads `s3://bucket/prefix?region=…&endpoint=…&profile=…`. Throws one sentence where it is written otherwise. */
export function parseS3Location(location: string): S3Location {
  const url = URL.canParse(location) ? new URL(location) : null;
  if (url?.protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{2,62}$/.test(url.hostname) || url.port)
    throw new Error('expected s3://bucket or s3://bucket/prefix');
  if (url.username || url.password)
    throw new Error('expected no keys in the address of a bucket: AWS_ACCESS_KEY_ID and others have them');
  for (const name of url.searchParams.keys())
    if (!(options as readonly string[]).includes(name)) throw new Error(`expected ${options.join(', ')}, not ${name}`);
  const [region, endpoint, profile] = options.map((name) => url.searchParams.get(name) || undefined);
  if (endpoint !== undefined && !/^https?:\/\/[^/]+\/?$/.test(endpoint))
    throw new Error('expected an endpoint such as https://s3.school.edu');
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  return { bucket: url.hostname, prefix: prefix && `${prefix}/`, region, endpoint, profile };
}

/** The location of a folder in a store. */
export function folderIn(location: string, name: string): string {
  const url = new URL(location);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${name}`;
  return url.href;
}

/** A location as messages name it. */
export function nameOfLocation(location: string): string {
  return isS3(location) ? location.split('?')[0]! : location;
}
