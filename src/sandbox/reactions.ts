import type { Clock } from '../time.ts';
import { isoSeconds } from '../time.ts';
import { requireIssue } from './issues.ts';
import { pageOf } from './pages.ts';
import { type Call, type Route, requireReadable, route } from './routes.ts';
import { type Answer, type Comment, fieldsOf, Refusal, type User } from './types.ts';
import { loginOf } from './world.ts';

const CONTENTS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;
type Content = (typeof CONTENTS)[number];

/** What is reacted to. Ids of issues and comments overlap. */
type Subject = 'issues' | 'comments';

type Reaction = {
  readonly id: number;
  readonly user: User;
  readonly content: Content;
  readonly created_at: string;
};

export type Reactions = {
  /** The same reaction of the same person twice is one. */
  add(
    subject: Subject,
    id: number,
    user: User,
    content: Content,
  ): { reaction: Reaction; kind: 'new' | 'known' };
  list(subject: Subject, id: number): Reaction[];
  remove(subject: Subject, id: number, reactionId: number): void;
  rollup(subject: Subject, id: number, url: string): object;
  clear(): void;
};

/** No reactions yet; each is dated by `clock`. */
export function createReactions(clock: Clock): Reactions {
  const kept = new Map<string, Reaction[]>();
  let lastId = 0;
  const list = (subject: Subject, id: number) => kept.get(`${subject}/${id}`) ?? [];
  return {
    list,
    add(subject, id, user, content) {
      const all = list(subject, id);
      const known = all.find((one) => one.user.login === user.login && one.content === content);
      if (known) return { reaction: known, kind: 'known' };
      lastId += 1;
      const reaction = { id: lastId, user, content, created_at: isoSeconds(clock()) };
      kept.set(`${subject}/${id}`, [...all, reaction]);
      return { reaction, kind: 'new' };
    },
    remove(subject, id, reactionId) {
      kept.set(
        `${subject}/${id}`,
        list(subject, id).filter((one) => one.id !== reactionId),
      );
    },
    rollup(subject, id, url) {
      const all = list(subject, id);
      const counts = CONTENTS.map((content) => [
        content,
        all.filter((one) => one.content === content).length,
      ]);
      return { url: `${url}/reactions`, total_count: all.length, ...Object.fromEntries(counts) };
    },
    clear: () => kept.clear(),
  };
}

/** Source: GitHub Docs, "REST API endpoints for reactions". No webhook tells of a reaction. */
export const reactionRoutes: readonly Route[] = [
  ...reactionRoutesOf('/repos/:owner/:repo/issues/comments/:comment/reactions', 'comments', commentId),
  ...reactionRoutesOf('/repos/:owner/:repo/issues/:number/reactions', 'issues', async (call) => {
    return (await requireIssue(call)).id;
  }),
];

function reactionRoutesOf(
  path: `/${string}`,
  subject: Subject,
  idOf: (call: Call) => Promise<number>,
): readonly Route[] {
  return [
    route(`GET ${path}`, async (call) => {
      await requireReadable(call);
      const all = call.world.reactions.list(subject, await idOf(call));
      const content = call.request.query.get('content');
      const some = content ? all.filter((one) => one.content === content) : all;
      return pageOf(some, call.request, call.world.url, (reactions) => reactions);
    }),
    route(`POST ${path}`, async (call) => react(call, subject, await idOf(call))),
    route(`DELETE ${path}/:reaction`, async (call) => {
      loginOf(call.world, call.request.by);
      call.world.reactions.remove(subject, await idOf(call), call.number('reaction'));
      return { status: 204 };
    }),
  ];
}

async function react({ world, request }: Call, subject: Subject, id: number): Promise<Answer> {
  const wanted = fieldsOf(request.body).content;
  const content = CONTENTS.find((one) => one === wanted);
  if (!content) throw new Refusal(422, 'Validation Failed');
  const user = await world.emulator.read<User>(`/users/${encodeURIComponent(loginOf(world, request.by))}`);
  const { reaction, kind } = world.reactions.add(subject, id, user, content);
  return { status: kind === 'new' ? 201 : 200, json: reaction };
}

async function commentId(call: Call): Promise<number> {
  const path = `${call.repository}/issues/comments/${call.number('comment')}`;
  const comment = await call.world.emulator.read<Comment>(path);
  return comment.id;
}
