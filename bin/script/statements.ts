import { z } from 'zod';

/** A logical line of Python: what brackets and backslashes join is one. */
export interface Statement {
  /** In the file, counted from 1; in a notebook over all of its code cells. */
  line: number;
  indent: number;
  text: string;
}

const notebookSchema = z.object({
  cells: z.array(z.object({ cell_type: z.string(), source: z.union([z.string(), z.array(z.string())]) })),
});

/** The Python of a notebook's code cells. Commands to the notebook (% and !) become comments. Throws for other JSON. */
export function pythonOfNotebook(json: string): string {
  const { cells } = notebookSchema.parse(JSON.parse(json));
  const sources = cells
    .filter(({ cell_type }) => cell_type === 'code')
    .map(({ source }) => (typeof source === 'string' ? source : source.join('')));
  return sources.join('\n').replace(/^(\s*)([%!])/gm, '$1# $2');
}

/** Splits Python into its statements, without comments and empty lines. */
export function statementsOf(source: string): Statement[] {
  const statements: Statement[] = [];
  let text = '';
  let line = 1;
  let begin = 1;
  let depth = 0;
  const finish = () => {
    const indent = text.length - text.trimStart().length;
    if (text.trim() !== '') statements.push({ line: begin, indent, text: text.trim() });
    text = '';
    begin = line;
  };
  for (let at = 0; at < source.length; at++) {
    const quote = /^(?:"""|'''|"|')/.exec(source.slice(at, at + 3))?.[0];
    const character = source[at]!;
    if (quote) {
      const end = endOfString(source, at + quote.length, quote);
      const literal = source.slice(at, end);
      text += literal;
      line += literal.split('\n').length - 1;
      at = end - 1;
    } else if (character === '#') {
      while (at + 1 < source.length && source[at + 1] !== '\n') at++;
    } else if (character === '\\' && source[at + 1] === '\n') {
      line++;
      at++;
    } else if (character === '\n') {
      line++;
      if (depth === 0) finish();
      else text += ' ';
    } else if (character === ';' && depth === 0) {
      const indent = text.length - text.trimStart().length;
      finish();
      text = ' '.repeat(indent);
      while (source[at + 1] === ' ') at++;
    } else {
      if ('([{'.includes(character)) depth++;
      if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
      text += character;
    }
    if (text.trim() === '' && depth === 0) begin = line;
  }
  finish();
  return statements;
}

function endOfString(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source.startsWith(quote, at)) return at + quote.length;
  }
  return source.length;
}
