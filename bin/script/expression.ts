/** A value in a script, as far as it is known without running it. */
export type Value =
  | { kind: 'constant'; value: number | string | boolean | null }
  | { kind: 'list'; items: Value[] }
  | { kind: 'dict'; entries: [Value, Value][] }
  /** A name that no assignment explained, with what follows its dots. */
  | { kind: 'name'; path: string }
  /** `callee(…)`; the callee of `Dense(1)(x)` is a call itself. */
  | { kind: 'call'; callee: Value; args: Value[]; named: Map<string, Value> }
  | { kind: 'member'; of: Value; name: string }
  | { kind: 'slice'; of: Value; from: Value | null; to: Value | null }
  | { kind: 'comparison'; left: Value; right: Value };

/** Thrown where the text is no expression that this reader knows. */
export class Unreadable extends Error {}

const tokenPatterns = {
  number: String.raw`\d[\d_]*\.?[\d_]*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?`,
  string: String.raw`[rbfuRBFU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')`,
  name: String.raw`[A-Za-z_]\w*`,
  sign: String.raw`\*\*|\/\/|==|[-+*/%()[\]{}.,:=]`,
};
const tokenPattern = new RegExp(
  String.raw`\s*(?:${Object.values(tokenPatterns)
    .map((pattern) => `(${pattern})`)
    .join('|')})`,
  'y',
);

interface Token {
  kind: 'number' | 'string' | 'name' | 'sign' | 'end';
  text: string;
}

/** Parses an expression; names that `known` has are replaced by their values. Throws Unreadable. */
export function parseExpression(text: string, known: ReadonlyMap<string, Value>): Value {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at]!;
  const is = (sign: string) => peek().kind === 'sign' && peek().text === sign;
  const take = (sign: string) => {
    if (!is(sign)) return false;
    at++;
    return true;
  };
  const expect = (sign: string) => {
    if (!take(sign)) throw new Unreadable(`expected ${sign}, received ${peek().text || 'the end'}`);
  };

  function comparison(): Value {
    const left = sum();
    return take('==') ? { kind: 'comparison', left, right: sum() } : left;
  }
  function sum(): Value {
    let left = product();
    for (;;) {
      if (take('+')) left = arithmetic(left, product(), (a, b) => a + b);
      else if (take('-')) left = arithmetic(left, product(), (a, b) => a - b);
      else return left;
    }
  }
  function product(): Value {
    let left = unary();
    for (;;) {
      if (take('*')) left = arithmetic(left, unary(), (a, b) => a * b);
      else if (take('//')) left = arithmetic(left, unary(), (a, b) => Math.floor(a / b));
      else if (take('/')) left = arithmetic(left, unary(), (a, b) => a / b);
      else if (take('%')) left = arithmetic(left, unary(), (a, b) => a % b);
      else return left;
    }
  }
  function unary(): Value {
    if (take('-')) return arithmetic(constant(0), unary(), (a, b) => a - b);
    if (take('+')) return unary();
    const base = postfix();
    return take('**') ? arithmetic(base, unary(), (a, b) => a ** b) : base;
  }
  function postfix(): Value {
    let value = atom();
    for (;;) {
      if (take('.')) {
        const { text: name } = tokens[at++]!;
        value = value.kind === 'name' ? resolve(`${value.path}.${name}`) : { kind: 'member', of: value, name };
      } else if (take('(')) value = { kind: 'call', callee: value, ...callArguments() };
      else if (take('[')) value = subscript(value);
      else return value;
    }
  }
  function subscript(of: Value): Value {
    const from = is(':') ? null : comparison();
    const to = take(':') ? (is(']') ? null : comparison()) : undefined;
    expect(']');
    if (to !== undefined) return { kind: 'slice', of, from, to };
    const index = from!.kind === 'constant' ? from!.value : null;
    if (of.kind === 'list' && typeof index === 'number') return of.items.at(index) ?? { kind: 'name', path: '?' };
    return { kind: 'member', of, name: String(index) };
  }
  function callArguments() {
    const args: Value[] = [];
    const named = new Map<string, Value>();
    while (!take(')')) {
      const next = tokens[at + 1];
      if (peek().kind === 'name' && next?.kind === 'sign' && next.text === '=') {
        const { text: name } = tokens[at]!;
        at += 2;
        named.set(name, comparison());
      } else args.push(comparison());
      if (!is(')')) expect(',');
    }
    return { args, named };
  }
  function items(end: string): Value[] {
    const all: Value[] = [];
    while (!take(end)) {
      all.push(comparison());
      if (!is(end)) expect(',');
    }
    return all;
  }
  function atom(): Value {
    const token = tokens[at++]!;
    if (token.kind === 'number') return constant(Number(token.text.replaceAll('_', '')));
    if (token.kind === 'string') return constant(stringOf(token.text));
    if (token.kind === 'name') return nameOf(token.text);
    if (token.text === '[') return { kind: 'list', items: items(']') };
    if (token.text === '{') {
      const entries: [Value, Value][] = [];
      while (!take('}')) {
        const key = comparison();
        expect(':');
        entries.push([key, comparison()]);
        if (!is('}')) expect(',');
      }
      return { kind: 'dict', entries };
    }
    if (token.text === '(') {
      const first = is(')') ? null : comparison();
      if (first && take(')')) return first;
      if (first) expect(',');
      return { kind: 'list', items: [...(first ? [first] : []), ...items(')')] };
    }
    throw new Unreadable(`expected a value, received ${token.text || 'the end'}`);
  }
  function nameOf(name: string): Value {
    if (name === 'True' || name === 'False') return constant(name === 'True');
    if (name === 'None') return constant(null);
    return resolve(name);
  }
  function resolve(path: string): Value {
    return known.get(path) ?? { kind: 'name', path };
  }

  const value = comparison();
  // A tuple without brackets.
  if (is(',')) {
    at++;
    const rest: Value[] = [];
    while (peek().kind !== 'end') {
      rest.push(comparison());
      if (peek().kind !== 'end') expect(',');
    }
    return { kind: 'list', items: [value, ...rest] };
  }
  if (peek().kind !== 'end') throw new Unreadable(`expected the end, received ${peek().text}`);
  return value;
}

function constant(value: number | string | boolean | null): Value {
  return { kind: 'constant', value };
}

function arithmetic(left: Value, right: Value, compute: (left: number, right: number) => number): Value {
  const [a, b] = [left, right].map((value) => (value.kind === 'constant' ? value.value : null));
  if (typeof a === 'number' && typeof b === 'number') return constant(compute(a, b));
  return { kind: 'name', path: '?' };
}

function stringOf(literal: string): string {
  const quoted = literal.replace(/^[rbfu]+/i, '');
  const marks = /^("""|''')/.test(quoted) ? 3 : 1;
  return quoted.slice(marks, -marks).replace(/\\(.)/g, '$1');
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  const end = text.trimEnd().length;
  while (tokenPattern.lastIndex < end) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) throw new Unreadable(`expected Python, received ${text.slice(from, from + 20).trim()}`);
    const [, number, string, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign! });
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}
