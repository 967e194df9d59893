/** `.github/paydown.yml`: what it may say, what it says, and what is wrong with it. */
export { ACCEPTED_LABEL, decidersIn, type Field, leadsOf } from './agreement.ts';
export { type Length, numberOfDay } from './fields.ts';
export { iterationRoster, outgrownBy } from './iterations.ts';
export { type MeasureName, measureNames, measures } from './measures.ts';
export type { Objective, Target } from './objectives.ts';
export { checkPlace, type Place, placeOf } from './place.ts';
export type { Problem } from './problem.ts';
export { type ConfigReading, MAX_BYTES, readConfig } from './read.ts';
export { type Member, memberKey, memberName, overlap, peopleOf, teamOf } from './roster.ts';
export type { Config, Rotation } from './schema.ts';
export { type ConfigInForce, type LabelNames, rotationFor } from './serving.ts';
export { teamsIn } from './teams.ts';
export type { WorkingHours } from './working-hours.ts';
