/** What a command is to this room. The catalogue lists them all, and everything else follows from there. */
import type { Colleague } from '../colleagues.ts';
import type { Config } from '../config/index.ts';
import type { Permission } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Plan } from '../queue/index.ts';
import type { Repository, Scope } from '../scope/index.ts';
import type { Form } from './grammar.ts';
import type { Usage } from './wording.ts';

export type Command = Form & {
  readonly usage: Usage;
  /**
   * What somebody must be allowed in the repository to be heard at all. `colleague`: to belong, by whatever role;
   * `named`: nobody is but whom the file names.
   */
  readonly needs: Permission | 'colleague' | 'named';
  /** Whom the config file names for it: they are heard whatever they may in the repository. */
  readonly named?: (config: Config) => Named;
  /** Reads, decides, and changes nothing by itself. */
  readonly answer: (house: House, asked: Asked) => Promise<Outcome>;
};

export type Named = {
  readonly logins: readonly string[];
  /** Who they are, as in `who leads engineering`, for whoever is none of them. */
  readonly who: string;
  /** What the config file says where it names nobody, to be mended, such as `agreement.engineering`. */
  readonly key: string;
};

/** A command that somebody who may gave on an issue or a pull request. */
export type Asked = {
  readonly scope: Scope;
  readonly repository: Repository;
  readonly number: number;
  readonly commentId: number;
  /** Which of the commands in the comment it is, from 0. */
  readonly ordinal: number;
  readonly login: string;
  /** When they said it: it may be heard later. */
  readonly at: Date;
  readonly permission: Permission;
  /** Whether they belong, where the command is for all who do. */
  readonly colleague: Colleague;
  /** What follows the verb, in lower case. */
  readonly words: readonly string[];
  /** The same as it was written: to be defused wherever it is repeated. */
  readonly text: string;
  /** All commands there are. */
  readonly catalogue: readonly Command[];
};

export type Outcome =
  /** Done as asked: a thumb up says so, and words what else there is to know. `change` is for the dashboard, one line. */
  | { readonly kind: 'done'; readonly plan: Plan; readonly change: string; readonly words?: string }
  /** What was asked for, in words. */
  | { readonly kind: 'told'; readonly words: string }
  /** To whoever has no part in the organisation: said once a day and repository. */
  | { readonly kind: 'forbidden'; readonly words: string }
  /** Why not, and what to do instead. */
  | { readonly kind: 'refused'; readonly words: string };
