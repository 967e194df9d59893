import type { Answer, ApiRequest } from './types.ts';

/**
 * One page of a list, with the `link` header to the others. Source: GitHub Docs, "Using pagination in the REST
 * API".
 */
export function pageOf<T>(
  all: readonly T[],
  request: ApiRequest,
  url: string,
  wrap: (items: T[]) => unknown,
): Answer {
  const size = Math.min(100, positive(request.query.get('per_page')) ?? 30);
  const page = positive(request.query.get('page')) ?? 1;
  const last = Math.max(1, Math.ceil(all.length / size));
  const linkTo = (target: number, relation: string) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(target));
    return `<${url}${request.path}?${query}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [linkTo(page - 1, 'prev'), linkTo(1, 'first')] : []),
    ...(page < last ? [linkTo(page + 1, 'next'), linkTo(last, 'last')] : []),
  ];
  return {
    status: 200,
    headers: links.length > 0 ? { link: links.join(', ') } : {},
    json: wrap(all.slice((page - 1) * size, page * size)),
  };
}

function positive(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
