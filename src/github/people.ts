import { z } from 'zod';
import type { Ask } from './ask.ts';

const Answer = z.record(
  z.string(),
  z.object({ status: z.object({ indicatesLimitedAvailability: z.boolean() }).nullable() }).nullable(),
);

export function peopleRequests(ask: Ask) {
  return {
    /**
     * Those who say on GitHub that they are busy, in lower case ("Personalizing your profile": status). Only
     * GraphQL knows; where it does not answer, nobody is taken for busy.
     */
    async busy(logins: readonly string[]): Promise<ReadonlySet<string>> {
      if (logins.length === 0) return new Set();
      const variables = Object.fromEntries(logins.map((login, index) => [`u${index}`, login]));
      const names = Object.keys(variables);
      const fields = names.map(
        (name) => `${name}: user(login: $${name}) { status { indicatesLimitedAvailability } }`,
      );
      const query = `query (${names.map((name) => `$${name}: String!`).join(', ')}) { ${fields.join(' ')} }`;
      try {
        const answer = Answer.parse(
          await ask('POST /graphql status', (octokit) => octokit.graphql(query, variables)),
        );
        const isBusy = (name: string) => answer[name]?.status?.indicatesLimitedAvailability === true;
        return new Set(logins.filter((_, index) => isBusy(`u${index}`)).map((login) => login.toLowerCase()));
      } catch {
        return new Set();
      }
    },
  };
}
