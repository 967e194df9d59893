/** The shapes that go through the sandbox: Octokit's own, so that they carry GitHub's description with them. */
import type { RestEndpointMethodTypes } from '@octokit/rest';

type Data<T extends { response: { data: unknown } }> = T['response']['data'];

export type Issue = Data<RestEndpointMethodTypes['issues']['get']>;
export type Comment = Data<RestEndpointMethodTypes['issues']['getComment']>;
export type Label = Data<RestEndpointMethodTypes['issues']['getLabel']>;
export type Milestone = Data<RestEndpointMethodTypes['issues']['getMilestone']>;
export type User = NonNullable<Issue['user']>;
export type Repository = Data<RestEndpointMethodTypes['repos']['get']>;
export type Pull = Data<RestEndpointMethodTypes['pulls']['get']>;
export type PullFile = Data<RestEndpointMethodTypes['pulls']['listFiles']>[number];
export type FileCommit = Data<RestEndpointMethodTypes['repos']['createOrUpdateFileContents']>;

export type JsonObject = { [key: string]: unknown };

type Permission = 'read' | 'write';
export type Permissions = { readonly [name: string]: Permission };

/** Who makes a request, told by the token it carries. */
export type Caller =
  | { readonly kind: 'person'; readonly login: string; readonly token: string }
  | {
      readonly kind: 'installation';
      readonly token: string;
      readonly installationId: number;
      readonly permissions: Permissions;
    }
  | { readonly kind: 'app'; readonly token: string }
  | { readonly kind: 'nobody' };

/** One API request; `path` is without query, `body` is the parsed JSON, or nothing where there is none. */
export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string | undefined;
  readonly body: unknown;
  readonly by: Caller;
};

/** One API answer: JSON (or nothing), or the bytes of a file. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
};

/** A refusal in the middle of making an answer. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(
    status: number,
    message: string,
    errors?: readonly JsonObject[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status} ${message}`);
    this.answer = { ...refusal(status, message, errors), headers };
  }
}

/** GitHub's way of saying no ("Troubleshooting the REST API"). */
export function refusal(status: number, message: string, errors?: readonly JsonObject[]): Answer {
  const documentation_url = 'https://docs.github.com/rest';
  return {
    status,
    json: { message, ...(errors ? { errors } : {}), documentation_url, status: String(status) },
  };
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a request's body; none where it is not an object. */
export function fieldsOf(body: unknown): JsonObject {
  return isObject(body) ? body : {};
}

/** The strings of a JSON array; none where it is not one. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
