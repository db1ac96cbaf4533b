import { styleText } from 'node:util';

const colours = {
  database: 'yellow',
  start: 'bold',
  dev: 'bold',
  server: 'cyan',
  worker: 'green',
  site: 'magenta',
} as const;

/** Prints one line of a part's output with its name before it; the JSON lines of the log as a person reads them. */
export function printLine(name: string, line: string): void {
  const colour = colours[name as keyof typeof colours] ?? 'bold';
  process.stdout.write(`${styleText(colour, name.padEnd(6))} ${readable(line)}\n`);
}

/** A pino line as its message, its details and what went wrong; any other line as it is. */
function readable(line: string): string {
  if (!line.startsWith('{')) return line;
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line);
  } catch {
    return line;
  }
  const { level, time, pid, hostname, name, msg, err, ...details } = fields;
  const { message, stack } = (err ?? {}) as { message?: string; stack?: string };
  const detail = Object.entries(details).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const text = [[msg, ...detail].filter(Boolean).join('  '), stack ?? message].filter(Boolean).join('\n');
  return typeof level === 'number' && level >= 50 ? styleText('red', text) : text;
}
