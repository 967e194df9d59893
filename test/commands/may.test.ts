import { expect, test } from 'vitest';
import { catalogue } from '../../src/commands/catalogue.ts';
import { type Asker, mayGive } from '../../src/commands/may.ts';
import { readConfig } from '../../src/config/index.ts';

function configWith(agreement: string) {
  const { config } = readConfig(`version: 1\n${agreement}`);
  if (!config) throw new Error('the config cannot be read');
  return config;
}

const agreed = configWith('agreement: {engineering: [bo], product: [pat], design: [dee], ceo: eve}\n');
const outside = { colleague: 'no', config: agreed } as const;
const inside = { colleague: 'yes', config: agreed } as const;

const roles = {
  'a stranger': { login: 'stranger', permission: 'read', ...outside },
  'somebody who may not read it': { login: 'stranger', permission: 'none', ...outside },
  'somebody who cannot be asked for': {
    login: 'fay',
    permission: 'read',
    colleague: 'unknown',
    config: agreed,
  },
  'a member who was given nothing': { login: 'fay', permission: 'read', ...inside },
  'a member with triage': { login: 'ana', permission: 'triage', ...inside },
  'a lead of engineering': { login: 'Bo', permission: 'read', ...outside },
  'a lead of product': { login: 'pat', permission: 'read', ...outside },
  'a lead of design': { login: 'dee', permission: 'write', ...inside },
  'the CEO': { login: 'eve', permission: 'read', ...outside },
  'a maintainer where nobody is named': {
    login: 'ana',
    permission: 'maintain',
    colleague: 'yes',
    config: configWith(''),
  },
} as const satisfies Record<string, Asker>;

const CHALLENGE = ['/debt challenge', '/paydown help'];
const LEAD = ['/debt undo', '/appeal', ...CHALLENGE];

/** Of the commands about decisions, and of help; all others are for triage and more. */
const may: Readonly<Record<keyof typeof roles, readonly string[]>> = {
  'a stranger': [],
  'somebody who may not read it': [],
  'somebody who cannot be asked for': [],
  'a member who was given nothing': CHALLENGE,
  'a member with triage': CHALLENGE,
  'a lead of engineering': ['/debt accept', ...LEAD],
  'a lead of product': ['/debt defer', '/debt priority', ...LEAD],
  'a lead of design': ['/debt defer', '/debt priority', ...LEAD],
  'the CEO': ['/ruling', ...CHALLENGE],
  'a maintainer where nobody is named': CHALLENGE,
};

// The cord sees to who may by itself: `test/end-to-end/andon-roles.test.ts`.
const about = catalogue.filter(({ needs }) => needs !== 'triage' && needs !== 'read');

test.each(Object.entries(may))(
  '%s may give what the agreement, or their role, gives them',
  (role, usages) => {
    const asker = roles[role as keyof typeof roles];
    const given = about.filter((command) => mayGive(command, asker) === 'may').map(({ usage }) => usage);
    expect(new Set(given)).toEqual(new Set(usages));
  },
);

test('every command of decisions is for somebody', () => {
  expect(new Set(Object.values(may).flat())).toEqual(new Set(about.map(({ usage }) => usage)));
  for (const { needs, named } of about) if (needs === 'named') expect(named?.(agreed).logins).not.toEqual([]);
});
