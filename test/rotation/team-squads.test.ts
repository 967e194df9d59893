import { expect, test } from 'vitest';
import { type Rotation, readConfig } from '../../src/config/index.ts';
import { planShifts } from '../../src/rotation/schedule.ts';
import { followTeams, withTeamPeople } from '../../src/rotation/team-squads.ts';
import { fileWith } from '../config/problems-of.ts';

const NOTHING = { shifts: [] };
const MONDAY = new Date('2026-01-05T09:00:00Z');
const TUESDAY = new Date('2026-01-06T09:00:00Z');

/** A rotation of two seats: ana's, and a squad's that is a team with some members. */
function rotationWith(members: readonly string[], roster = '[ana, {squad: Pay, team: pay}]'): Rotation {
  const { config } = readConfig(`${fileWith({ roster, on_duty: '2' })}home: acme/infra`);
  const rotation = config?.rotations[0];
  if (!rotation) throw new Error('The file is not good.');
  return {
    ...rotation,
    roster: rotation.roster.map((one) => ('team' in one ? { ...one, members } : one)),
  };
}

function begun(rotation: Rotation) {
  const [shift] = planShifts(rotation, { from: MONDAY, to: TUESDAY });
  if (!shift) throw new Error('No shift began.');
  return withTeamPeople(rotation, NOTHING, shift);
}

test('a squad of nobody cannot serve', () => {
  expect(begun(rotationWith([])).onDuty).toEqual(['ana']);
});

test('whoever joins the team serves, whoever leaves it does not, and others stay as they were recorded', () => {
  const shift = begun(rotationWith(['bo', 'cy']));
  expect(shift.onDuty).toEqual(['ana', 'bo', 'cy']);
  expect(followTeams(rotationWith(['cy', 'dee']), NOTHING, shift, TUESDAY).onDuty).toEqual([
    'ana',
    'cy',
    'dee',
  ]);
  expect(followTeams(rotationWith([]), NOTHING, shift, TUESDAY).onDuty).toEqual(['ana']);
});

test('a shift that is over, and a squad that is not a team any more, stay as they were recorded', () => {
  const shift = begun(rotationWith(['bo', 'cy']));
  expect(followTeams(rotationWith(['dee']), NOTHING, shift, shift.end)).toEqual(shift);
  const listed = rotationWith([], '[ana, {squad: Pay, members: [dee]}]');
  expect(followTeams(listed, NOTHING, shift, TUESDAY).onDuty).toEqual(['ana', 'bo', 'cy']);
});

test('a shift of a squad that the file lists is a fact, whatever the file says later', () => {
  const shift = begun(rotationWith([], '[ana, {squad: Pay, members: [bo]}]'));
  const changed = rotationWith([], '[ana, {squad: Pay, members: [dee]}]');
  expect(followTeams(changed, NOTHING, shift, TUESDAY).onDuty).toEqual(['ana', 'bo']);
});
