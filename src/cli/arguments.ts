import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UserError } from '../errors.ts';
import { joinList } from '../text.ts';

/**
 * Options and positional arguments of a command. Every option is given at most once, but for those that are declared
 * `multiple`: these take all that follows up to the next option, and may be repeated.
 */
export type Arguments = {
  readonly text: (option: string) => string | undefined;
  readonly list: (option: string) => readonly string[];
  readonly has: (flag: string) => boolean;
  readonly positionals: readonly string[];
};

/**
 * Reads the arguments of a command. Throws a `UserError` for unknown and repeated options, for values that are
 * missing, empty or not asked for.
 */
export function readArguments(args: readonly string[], options: ParseArgsOptionsConfig): Arguments {
  const { values, tokens } = parse(args, options);
  const lists = new Map<string, string[]>();
  const positionals: string[] = [];
  const seen = new Set<string>();
  let list: string[] | undefined;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') list = undefined;
    else if (token.kind === 'positional') (list ?? positionals).push(token.value);
    else {
      const isList = options[token.name]?.multiple === true;
      if (seen.has(token.name) && !isList)
        throw new UserError(`--${token.name} is given twice; keep one of the two`);
      if (token.value === '') throw new UserError(`--${token.name} has no value`);
      seen.add(token.name);
      list = isList ? [...(lists.get(token.name) ?? []), token.value ?? ''] : undefined;
      if (list) lists.set(token.name, list);
    }
  }
  return {
    text: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
    list: (option) => lists.get(option) ?? [],
    has: (flag) => values[flag] === true,
    positionals,
  };
}

function parse(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [firstSentence = error.message] = error.message.split(/\.(?:\s|$)/);
    const message = firstSentence.replaceAll(/\s+/g, ' ').replace('argument is ambiguous', 'has no value');
    throw new UserError(message, { cause: error });
  }
}

/** The values of options that a command cannot do without. Throws a `UserError` that names all that are missing. */
export function required<const Names extends readonly string[]>(
  given: Arguments,
  options: Names,
): { readonly [I in keyof Names]: string } {
  const missing = options.filter((option) => given.text(option) === undefined).map((option) => `--${option}`);
  if (missing.length > 0)
    throw new UserError(`${joinList(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`);
  return options.map((option) => given.text(option) ?? '') as unknown as { [I in keyof Names]: string };
}
