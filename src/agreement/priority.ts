/** How urgent those who decide say that an issue is. */
export const PRIORITIES = ['high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export function readPriority(word: string): Priority | undefined {
  return PRIORITIES.find((one) => one === word);
}
