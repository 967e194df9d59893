import type { IssueFacts } from './facts.ts';

type WithLabel = {
  /** What to ask a list of issues for. */
  readonly asked: { readonly labels?: string };
  readonly has: (issue: IssueFacts) => boolean;
};

/** How issues with a label are listed: commas part labels there ("List repository issues"), so that a name with one is looked for among all. */
export function withLabel(label: string): WithLabel {
  const wanted = label.toLowerCase();
  return {
    asked: label.includes(',') ? {} : { labels: label },
    has: ({ labels }) => labels.some((name) => name.toLowerCase() === wanted),
  };
}
