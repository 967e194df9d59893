import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UserError } from '../errors.ts';
import { joinList } from '../text.ts';

/** Options and positional arguments of a command, every option given at most once. */
export type Arguments = {
  readonly text: (option: string) => string | undefined;
  readonly has: (flag: string) => boolean;
  readonly positionals: readonly string[];
};

/**
 * Reads the arguments of a command. Throws a `UserError` for unknown and repeated options, for values that are
 * missing, empty or not asked for.
 */
export function readArguments(args: readonly string[], options: ParseArgsOptionsConfig): Arguments {
  const { values, positionals, tokens } = parse(args, options);
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (seen.has(token.name)) throw new UserError(`--${token.name} is given twice; keep one of the two`);
    if (token.value === '') throw new UserError(`--${token.name} has no value`);
    seen.add(token.name);
  }
  return {
    text: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
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
