const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+))?#(\d+)\b/gi;

/**
 * The numbers of the issues that the body of a pull request closes in its own repository (`owner/name`).
 * Source: GitHub Docs, "Linking a pull request to an issue" (using a keyword).
 */
export function closedBy(body: string | null, repository: string): number[] {
  const found = [...(body ?? '').matchAll(CLOSING)];
  const own = found.filter(([, named]) => !named || named.toLowerCase() === repository.toLowerCase());
  return [...new Set(own.map(([, , number]) => Number(number)))];
}
