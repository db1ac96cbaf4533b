import type { z } from 'zod';

/** One thing that is wrong with an input: where, and what was expected and received. */
export interface Issue {
  /** Names of fields and places in lists with dots between them; the input's own name where all of it is wrong. */
  path: string;
  /** "expected …, received …" */
  message: string;
  /** Which kind of fault it is, for those who say it in words of their own; absent where only `message` says it. */
  code?: string;
  /** What such words need: limits, the words to choose from, what was received. */
  values?: Record<string, string | number | string[]>;
}

type Checked<Value> = { value: Value; issues?: undefined } | { value?: undefined; issues: Issue[] };

/** The value that a schema makes of an input called `name`, or everything that is wrong with it. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  name: string,
): Checked<z.output<Schema>> {
  const { success, data, error } = schema.safeParse(input, { reportInput: true, error: expectation });
  return success ? { value: data } : { issues: error.issues.map((issue) => describe(issue, name)) };
}

/** All issues in one sentence, without its full stop. */
export function sentence(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
}

function describe(issue: z.core.$ZodIssue, name: string): Issue {
  const path = issue.path.join('.') || name;
  const fault = faultOf(issue);
  const told = issue.code === 'unrecognized_keys' || issue.message.includes(', received ');
  const message = told ? issue.message : `${issue.message}, received ${shown(received(issue))}`;
  return { path, message, ...fault };
}

/** The fault's kind and values. A custom issue names its own in `params`. */
function faultOf(issue: z.core.$ZodIssue): Pick<Issue, 'code' | 'values'> {
  const value = received(issue);
  const coded = (code: string, values: Issue['values'] = {}) => ({
    code,
    values: { ...values, received: shown(value) },
  });
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? { code: 'missing' } : coded(`type_${typeNames[issue.expected] ?? 'fields'}`);
    case 'invalid_value':
      return coded('oneOf', { options: issue.values.map(String) });
    case 'too_big':
    case 'too_small': {
      const end = issue.code === 'too_big' ? 'most' : 'least';
      const limit = Number(issue.code === 'too_big' ? issue.maximum : issue.minimum);
      const unit = issue.origin === 'string' ? 'Characters' : issue.origin === 'array' ? 'Entries' : '';
      return coded(issue.inclusive || unit ? `${end}${unit}` : `${end}Excluded`, { limit });
    }
    case 'invalid_format':
      return coded(`format_${issue.format}`);
    case 'unrecognized_keys':
      return { code: 'unknownField', values: { fields: issue.keys } };
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? coded('oneOf', { options: issue.options.map(String) })
        : coded('form');
    case 'custom': {
      const { code, values } = (issue.params ?? {}) as Pick<Issue, 'code' | 'values'>;
      return code === undefined ? {} : coded(code, values);
    }
    default:
      return {};
  }
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'number',
  int: 'whole',
  boolean: 'yesNo',
  array: 'list',
  tuple: 'list',
};

/**
 * An issue with a union has the whole object as its input, and is about the field that tells the union's members apart.
 */
function received(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return issue.input;
  return (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator];
}

const longestShown = 100;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/**
 * What a schema that says nothing itself expected. Undefined, so that zod says it, where none of ours expects such a
 * thing.
 */
function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${amount(issue.maximum, issue.origin)}`;
    case 'too_small':
      return `expected ${issue.inclusive ? 'at least' : 'more than'} ${amount(issue.minimum, issue.origin)}`;
    case 'invalid_format':
      return `expected ${formats[issue.format] ?? `text that matches ${issue.pattern}`}`;
    case 'unrecognized_keys':
      return `expected no field named ${issue.keys.map((key) => `"${key}"`).join(', ')} here; check its spelling`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `expected one of ${issue.options.join(', ')}` : undefined;
    default:
      return undefined;
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields with values',
  record: 'fields with values',
  map: 'fields with values',
  date: 'a time',
};

/** "200 characters", "1 entry", or of numbers the number alone. */
function amount(count: number | bigint, origin: string): string {
  const [one, many] = units[origin] ?? [];
  return one === undefined ? String(count) : `${count} ${count === 1 ? one : many}`;
}

const units: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

const formats: Record<string, string> = {
  url: 'an address (URL)',
  uuid: 'a UUID',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
};
