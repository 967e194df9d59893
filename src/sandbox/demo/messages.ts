/** What the demo asks of the App's process. Moving its clock is a `TimeMessage` (see shifted-date.ts). */
export type Question = { readonly ask: 'tick' | 'idle'; readonly id: number };

/** What the App's process says. */
export type Reply =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: 'done' | 'idle' | 'busy' }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string };
