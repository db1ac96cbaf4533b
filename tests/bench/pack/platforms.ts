/** The platforms that Node, ONNX Runtime, Dawn and sharp all have. */
export const platforms = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'] as const;

export interface Platform {
  name: string;
  os: string;
  arch: string;
}

/** Throws an Error for a platform that not all of them have. */
export function platformOf(name: string): Platform {
  if (!(platforms as readonly string[]).includes(name))
    throw new Error(`expected one of ${platforms.join(', ')}, received ${name}`);
  const [os, arch] = name.split('-') as [string, string];
  return { name, os, arch };
}
