/** Requests to the webhook door as bytes, each with what may become of it. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';

export const SECRET = 'a secret of this test';
export const DOOR = '/api/github/webhooks';

/** One request. `%GUID%` in its head stands for a name that it alone bears. */
export type Letter = {
  readonly event: string;
  readonly pieces: readonly Buffer[];
  /** The bytes that were signed with the secret; nothing where the signature is a forgery. */
  readonly signed: Buffer | undefined;
  /** The installation it must be filed under; any, where GitHub would never write such a thing. */
  readonly installation: number | 'any';
  readonly fate: 'stored' | 'perhaps';
  /** Whether its end is told so clearly that an answer must come. */
  readonly end: 'clear' | 'unclear';
};

/** Parts of a request that differ from the usual ones; headers as whole lines. */
export type Parts = {
  readonly body: Buffer;
  readonly start?: string;
  readonly guid?: readonly string[];
  readonly event?: readonly string[];
  readonly signature?: readonly string[];
  readonly headers?: readonly string[];
};

export function sign(body: Buffer | string, secret = SECRET, algorithm = 'sha256'): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
}

export function head(parts: Parts, framing: readonly string[]): Buffer {
  const lines = [
    parts.start ?? `POST ${DOOR} HTTP/1.1`,
    'Host: localhost',
    ...(parts.guid ?? ['X-GitHub-Delivery: %GUID%']),
    ...(parts.event ?? ['X-GitHub-Event: issues']),
    ...(parts.signature ?? [`X-Hub-Signature-256: ${sign(parts.body)}`]),
    ...(parts.headers ?? ['Content-Type: application/json']),
    ...framing,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

export function inOnePiece(parts: Parts): Buffer[] {
  return [head(parts, [`Content-Length: ${parts.body.length}`]), parts.body];
}

export function chunk(bytes: Buffer, extension = ''): Buffer {
  const size = Buffer.from(`${bytes.length.toString(16)}${extension}\r\n`);
  return Buffer.concat([size, bytes, Buffer.from('\r\n')]);
}

/** What is signed, and yet need not be taken in. */
export function odd(signed: Buffer, pieces: readonly Buffer[], end: Letter['end'] = 'clear'): Letter {
  return { event: 'issues', pieces, signed, installation: 'any', fate: 'perhaps', end };
}

const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

const hostileText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.constantFrom('"installation":{"id":9', '\\"installation\\":{\\"id\\":9}', '\u0000', '\uD800', '\u202E'),
  fc.constantFrom('🚲', "'; drop table deliveries; --", '</script>', '\r\n\r\n', 'x'.repeat(70_000)),
);

const rareMembers = [
  '"__proto__":{"installation":{"id":8}}',
  '"constructor":{"prototype":{"id":8}}',
  '"issue":{"installation":{"id":8}}',
  '"installation_id":8',
  '"":""',
  '"a":1,"a":2',
  '"n":[1e400,-0,0.1e-400,123456789012345678901234567890]',
  '"s":"\\ud800\\u0000"',
  `"deep":${'['.repeat(3000)}${']'.repeat(3000)}`,
  `"deep":${'{"installation":'.repeat(500)}{"id":8}${'}'.repeat(500)}`,
];

/** Members of an object as text, so that they can be what no object of ours could hold. */
const members = fc.oneof(
  { weight: 3, arbitrary: hostileText.map((text) => `"title":${JSON.stringify(text)}`) },
  { weight: 1, arbitrary: hostileText.map((text) => `${JSON.stringify(`k${text}`)}:1`) },
  { weight: 2, arbitrary: fc.constantFrom(...rareMembers) },
);

/** A body as GitHub writes it, whatever people put into it. */
export const genuineBody = fc
  .record({
    before: fc.array(members, { maxLength: 4 }),
    after: fc.array(members, { maxLength: 2 }),
    id: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ before, after, id }) => ({
    id,
    body: Buffer.from(`{${[...before, `"installation":{"id":${id},"node_id":"x"}`, ...after].join(',')}}`),
  }));

const politeHeaders = fc.constantFrom(
  ['Content-Type: application/json'],
  ['content-type: application/json; charset=utf-8', 'User-Agent: GitHub-Hookshot/0', 'Accept: */*'],
  ['X-Hub-Signature: sha1=00', 'X-GitHub-Hook-ID: 1', 'X-Forwarded-Host: evil.test'],
  ['Expect: 100-continue'],
  ['CONTENT-TYPE: text/plain', 'Cookie: a=b', 'Connection: keep-alive'],
);

/** What GitHub signed, sent as HTTP allows: it must be stored byte for byte, and acknowledged. */
export const genuine: fc.Arbitrary<Letter> = fc
  .record({
    written: genuineBody,
    cuts: fc.array(fc.nat(), { maxLength: 4 }),
    headers: politeHeaders,
    way: fc.constantFrom('length', 'chunks'),
  })
  .map(({ written: { body, id }, cuts, headers, way }) => {
    const pieces = cut(body, cuts);
    const wire =
      way === 'length'
        ? [head({ body, headers }, [`Content-Length: ${body.length}`]), ...pieces]
        : [
            head({ body, headers }, ['Transfer-Encoding: chunked']),
            ...pieces.map((piece) => chunk(piece, ';ext="a;b"')),
            Buffer.from('0\r\nX-Trailer: 1\r\n\r\n'),
          ];
    return { ...odd(body, wire), installation: id, fate: 'stored' };
  });

function cut(body: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((place) => place % body.length), body.length].sort((a, b) => a - b);
  const pieces = places.slice(1).map((end, index) => body.subarray(places[index], end));
  return pieces.filter((piece) => piece.length > 0);
}
