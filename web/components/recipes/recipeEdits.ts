import {
  CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  visit,
  type YAMLMap,
} from 'yaml';
import { parseYaml } from '#contracts/yaml';
import { knownFields } from './knownFields.ts';
import { keysOf, type Path, valueAt } from './recipePath.ts';

// Edits of a recipe's text. They keep its comments and its order. The text must be YAML.

/**
 * The text with a value at a path; undefined takes away what is there. A word or a number that takes another's place
 * leaves everything else as it was, to the letter. Other changes print the document again.
 */
export function withValue(text: string, path: Path, value: unknown): string {
  const document = parseYaml(text);
  const keys = keysOf(path);
  if (value === undefined) {
    if (valueAt(document.toJS(), keys) === undefined) return text;
    document.deleteIn(keys);
    return print(document, text);
  }
  return replaced(text, document, keys, value) ?? print(put(document, keys, value), text);
}

/** The text in which a field has another name. */
export function withName(text: string, path: Path, name: string): string {
  const document = parseYaml(text);
  const keys = keysOf(path);
  const group = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
  const pair = isMap(group) ? group.items.find((item) => isScalar(item.key) && item.key.value === keys.at(-1)) : null;
  if (!pair || !isScalar(pair.key)) return text;
  pair.key.value = name;
  return print(document, text);
}

/** The text in which an entry of a list has another place. */
export function withPlace(text: string, path: Path, from: number, to: number): string {
  const document = parseYaml(text);
  const list = document.getIn(keysOf(path), true);
  if (!isSeq(list) || !list.items[from] || !list.items[to]) return text;
  list.items.splice(to, 0, ...list.items.splice(from, 1));
  return print(document, text);
}

/** A comment in a text. */
interface Comment {
  /** Where it begins, both from 0 on. */
  line: number;
  column: number;
  /** Whether it has its line for itself. */
  isAlone: boolean;
  text: string;
}

/** The text without those comments of which `isWrong` says so. A block of comment lines stays or goes as a whole. */
export function withoutComments(text: string, isWrong: (comment: string, line: string) => boolean): string {
  const lines = text.split('\n');
  const blocks: Comment[][] = [];
  for (const comment of commentsOf(text)) {
    const before = blocks.at(-1)?.at(-1);
    if (before?.isAlone && comment.isAlone && before.line === comment.line - 1) blocks.at(-1)!.push(comment);
    else blocks.push([comment]);
  }
  const gone = blocks
    .filter((block) => isWrong(block.map(({ text }) => text).join(' '), lines[block[0]!.line]!))
    .flat();
  for (const { line, column } of gone) lines[line] = lines[line]!.slice(0, column).trimEnd();
  const empty = new Set(gone.filter(({ isAlone }) => isAlone).map(({ line }) => line));
  return lines.filter((_, line) => !empty.has(line)).join('\n');
}

/** What the lexer puts among the pieces of a text, and is not in it. */
const marks: readonly string[] = [CST.DOCUMENT, CST.SCALAR, CST.FLOW_END];

function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  let at = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (CST.tokenType(lexeme) === 'comment') {
      const before = text.slice(0, at).split('\n');
      const start = before.at(-1)!;
      comments.push({ line: before.length - 1, column: start.length, isAlone: start.trim() === '', text: lexeme });
    }
    if (!marks.includes(lexeme)) at += lexeme.length;
  }
  return comments;
}

type Scalar = string | number | boolean;

function replaced(text: string, document: Document.Parsed, keys: (string | number)[], value: unknown) {
  if (!isPlain(value)) return undefined;
  const node = document.getIn(keys, true);
  if (!isScalar(node) || !node.range || node.anchor !== undefined || node.tag !== undefined) return undefined;
  const [start, end] = node.range;
  const spliced = text.slice(0, start) + written(value) + text.slice(end);
  const after = parseYaml(spliced);
  const isRight = after.errors.length === 0 && valueAt(after.toJS(), keys) === value;
  return isRight ? spliced : undefined;
}

function isPlain(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Words as they are, other texts in quotation marks. */
function written(value: Scalar): string {
  return typeof value !== 'string' || /^(?!(true|false|null|yes|no|on|off|y|n)$)[a-z_][\w-]*$/i.test(value)
    ? String(value)
    : JSON.stringify(value);
}

function put(document: Document.Parsed, keys: (string | number)[], value: unknown): Document.Parsed {
  const fields: unknown = document.toJS();
  if (!isCollection(document.contents)) document.contents = document.createNode({}) as never;
  let at: unknown = document.contents;
  for (const [index, key] of keys.entries()) {
    const group = keys.slice(0, index);
    if (index === keys.length - 1) {
      place(document, at, key, nodeOf(document, value), knownFields(fields, group));
      break;
    }
    let inner: unknown = isCollection(at) ? at.get(key, true) : undefined;
    if (!isCollection(inner)) {
      const shared = isAlias(inner) ? inner.resolve(document) : undefined;
      const fresh: Node = isCollection(shared)
        ? (shared.clone() as Node)
        : nodeOf(document, typeof keys[index + 1] === 'number' ? [] : {});
      place(document, at, key, fresh, knownFields(fields, group));
      inner = fresh;
    }
    at = inner;
  }
  return document;
}

/** Puts a node where a field of that name usually stands, with the comment of the one whose place it takes. */
function place(document: Document, at: unknown, key: string | number, node: Node, order: readonly string[]): void {
  if (isSeq(at)) at.set(key, node);
  if (!isMap(at)) return;
  const pair = at.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (!pair) {
    insert(document, at, String(key), node, order);
    return;
  }
  const before = pair.value as Node | null;
  const isShort = isScalar(before) || (isCollection(before) && before.flow === true);
  if (before?.comment && isShort) node.comment = before.comment;
  pair.value = node;
}

function insert(document: Document, at: YAMLMap, key: string, node: Node, order: readonly string[]): void {
  const placeOf = (item: unknown) => (isPair(item) && isScalar(item.key) ? order.indexOf(String(item.key.value)) : -1);
  const own = order.indexOf(key);
  const before = at.items.findLastIndex((item) => placeOf(item) !== -1 && placeOf(item) < own);
  const index = own === -1 ? at.items.length : before + 1;
  at.items.splice(index, 0, document.createPair(key, node) as never);
}

/** An innermost group takes one line. */
function nodeOf(document: Document, value: unknown): Node {
  const node = document.createNode(value) as Node;
  visit(node, {
    Collection(_key, collection) {
      const holdsGroups = collection.items.some((item) => isCollection(isPair(item) ? item.value : item));
      if (!holdsGroups) collection.flow = true;
    },
  });
  return node;
}

function print(document: Document, before: string): string {
  const isEmpty = isMap(document.contents) && document.contents.items.length === 0;
  if (isEmpty) return '';
  return document.toString({ lineWidth: 100, flowCollectionPadding: /\{ /.test(before) });
}
