import { styleText } from 'node:util';

const colours = { start: 'bold', server: 'cyan', worker: 'green', site: 'magenta' } as const;

/** Prints one line of a part's output with its name before it; the JSON lines of the log as a person reads them. */
export function printLine(name: string, line: string): void {
  const colour = colours[name as keyof typeof colours] ?? 'bold';
  process.stdout.write(`${styleText(colour, name.padEnd(6))} ${readable(line)}\n`);
}

/** A pino line as its message, with what went wrong when it says so; any other line as it is. */
export function readable(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string; stack?: string } };
    if (msg === undefined && err === undefined) return line;
    const text = [msg, err?.stack ?? err?.message].filter(Boolean).join('\n');
    return (level ?? 0) >= 50 ? styleText('red', text) : text;
  } catch {
    return line;
  }
}
