import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** This process's environment, with the folders of programs that only root needs. */
export function withSystemPath(): NodeJS.ProcessEnv & { PATH: string } {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}

/** Whether there is such a program. */
export function isOnPath(name: string): boolean {
  return withSystemPath()
    .PATH.split(delimiter)
    .some((folder) => {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
