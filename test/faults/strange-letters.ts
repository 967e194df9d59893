/** Requests that GitHub would not send: forged, garbled, contradictory or absurd. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  chunk,
  DOOR,
  genuine,
  genuineBody,
  head,
  inOnePiece,
  type Letter,
  odd,
  type Parts,
  SECRET,
  sign,
} from './letters.ts';

const hub256 = (signature: string) => `X-Hub-Signature-256: ${signature}`;

const forgedSignatures: readonly ((body: Buffer) => string[])[] = [
  () => [],
  () => [hub256('')],
  (body) => [`X-Hub-Signature: ${sign(body, SECRET, 'sha1')}`],
  (body) => [hub256(sign(body, SECRET, 'sha1'))],
  (body) => [hub256(sign(body).slice(0, -1))],
  (body) => [hub256(`${sign(body)}0`)],
  (body) => [hub256(sign(body).slice(7))],
  (body) => [hub256(sign(body, 'development'))],
  (body) => [hub256(sign(body, `${SECRET} `))],
  (body) => [hub256(sign(Buffer.concat([body, Buffer.from(' ')])))],
  () => [hub256(sign(''))],
  () => [hub256(`sha256=${'0'.repeat(64)}`)],
  () => [hub256(`sha256=${'é'.repeat(64)}`)],
  (body) => [hub256(sign(body, 'x')), hub256(sign(body, 'y'))],
];

/** By somebody who does not know the secret, or who flipped a bit of what was signed. */
const forged: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, place: fc.nat(), forge: fc.option(fc.constantFrom(...forgedSignatures)) })
  .map(({ written: { body }, place, forge }) => {
    const flipped = Buffer.from(body);
    flipped[place % body.length] = (body[place % body.length] ?? 0) ^ 1;
    const parts = forge
      ? { body, signature: forge(body) }
      : { body: flipped, signature: [hub256(sign(body))] };
    return { ...odd(body, inOnePiece(parts)), signed: undefined };
  });

const oddSignatures: readonly ((good: string, bad: string) => string[])[] = [
  (good) => [good.toUpperCase()],
  (good) => [`sha256=${good.slice(7).toUpperCase()}`],
  (good) => [`\t ${good} \t`],
  (good) => [good, good],
  (good, bad) => [bad, good],
  (good, bad) => [good, bad],
];

/** Signed by whoever knows the secret, yet not as GitHub does it. */
const oddlySigned: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, write: fc.constantFrom(...oddSignatures) })
  .map(({ written: { body }, write }) => {
    const signature = write(sign(body), sign(body, 'x')).map(hub256);
    return odd(body, inOnePiece({ body, signature }));
  });

const without = (body: Buffer, ...bytes: number[]) =>
  Buffer.concat([body.subarray(0, -1), Buffer.from(bytes), Buffer.from('}')]);

const encodings: readonly ((body: Buffer) => Buffer)[] = [
  (body) => Buffer.concat([Buffer.from('\uFEFF'), body]),
  (body) => Buffer.from(`\uFEFF${body}`, 'utf16le'),
  (body) => Buffer.from(`${body}`, 'utf16le').swap16(),
  (body) => Buffer.from(`${body}`, 'latin1'),
  (body) => Buffer.concat([body, Buffer.alloc(3)]),
  () => Buffer.alloc(0),
  (body) => without(body, 0xff),
  (body) => without(body, 0xc0, 0xaf),
  (body) => without(body, 0xed, 0xa0, 0x80),
  (body) => without(body, 0xf5, 0x80, 0x80, 0x80),
  (body) => without(body, 0xe2, 0x82),
  (body) => without(body, 0),
  (body) => without(body, 0x1b),
];

/** Signed bytes that are no UTF-8, or hardly. */
const encoded: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, encode: fc.constantFrom(...encodings) })
  .map(({ written, encode }) => {
    const body = encode(written.body);
    return odd(body, inOnePiece({ body }));
  });

const packings: readonly ((body: Buffer) => { encoding: string; sent: Buffer; signed: Buffer })[] = [
  (body) => ({ encoding: 'gzip', sent: gzipSync(body, { level: 1 }), signed: body }),
  (body) => ({ encoding: 'br', sent: brotliCompressSync(body.subarray(0, 500)), signed: body }),
  (body) => ({ encoding: 'gzip', sent: body, signed: body }),
  (body) => ({ encoding: 'bogus, identity', sent: body, signed: body }),
  (body) => {
    const sent = gzipSync(body, { level: 1 });
    return { encoding: 'gzip', sent, signed: sent };
  },
];

/** Signed before it was packed, after it, or not packed at all. */
const packed: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, pack: fc.constantFrom(...packings) })
  .map(({ written, pack }) => {
    const { encoding, sent, signed } = pack(written.body);
    const headers = [`Content-Encoding: ${encoding}`];
    const pieces = inOnePiece({ body: sent, headers, signature: [hub256(sign(signed))] });
    return { ...odd(sent, pieces), signed: sent === signed ? sent : undefined };
  });

const oddIds = '"7" -7 7.5 0 -0 1e3 1e400 null true {} [7] 07 7n 0x7 9007199254740992 9007199254740993'
  .concat(` 9223372036854775807 9223372036854775808 ${'9'.repeat(400)}`)
  .split(' ');

const oddTexts = [
  ...oddIds.map((id) => `{"installation":{"id":${id}}}`),
  ...oddIds.map((id) => `{"installation":{"id":${id}},"x":{"installation":{"id":8}}}`),
  ...'null [] "x" 7 {} [{"id":7}]'.split(' ').map((value) => `{"installation":${value}}`),
  ...' |null|[]|7|"x"|{|{}|{"a":1|{"a":1}}|{a:1}|{"a":NaN}|payload=%7B%7D|["installation":{"id":7}]'.split(
    '|',
  ),
  '{"installation":{"id":7},"installation":{"id":8}}',
  '{"installation":{"id":7,"id":8}}',
  '{"x":{"installation":{"id":8}}}',
  '{ "installation" : { "id" : 7 }, "x":{"installation":{"id":8}}}',
  '{"installation":{"id":7}',
  '{"installation":{"id":7}}{"installation":{"id":8}}',
  '{"install\\u0061tion":{"id":7}}',
  '{"__proto__":{"installation":{"id":7}}}',
  '['.repeat(200_000),
  `${'{"installation":'.repeat(20_000)}{"id":7}${'}'.repeat(20_000)}`,
];

/** Signed, and hardly what a webhook holds. */
const oddJson: fc.Arbitrary<Letter> = fc.constantFrom(...oddTexts).map((text) => {
  const body = Buffer.from(text);
  return odd(body, inOnePiece({ body }));
});

const LAST_CHUNK = '0\r\n\r\n';
const CHUNKED = 'Transfer-Encoding: chunked\r\n\r\n';

const framings: readonly ((body: Buffer) => (Buffer | string)[])[] = [
  ...['-1', '0.5', 'NaN', '+7', '0x10', '7 7', '7,7', '', '9'.repeat(40)].map((length) => (body: Buffer) => [
    `Content-Length: ${length}\r\n\r\n`,
    body,
  ]),
  (body) => [`Content-Length: ${body.length - 5}\r\n\r\n`, body],
  (body) => [`Content-Length: ${body.length + 5}\r\n\r\n`, body],
  (body) => [`Content-Length: ${body.length}\r\nContent-Length: ${body.length}\r\n\r\n`, body],
  (body) => [`Content-Length: ${body.length}\r\nContent-Length: 3\r\n\r\n`, body],
  (body) => [`Content-Length : ${body.length}\r\n\r\n`, body],
  (body) => [`Content-Length: ${body.length}\n\n`, body],
  (body) => ['\r\n', body],
  (body) => [`Content-Length: ${body.length}\r\n${CHUNKED}`, chunk(body), LAST_CHUNK],
  (body) => [`Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n`, chunk(body), LAST_CHUNK],
  ...['gzip, chunked', 'chunked, gzip', 'chunked, chunked', 'xchunked', 'identity', ' \tchunked', ''].map(
    (encoding) => (body: Buffer) => [`Transfer-Encoding: ${encoding}\r\n\r\n`, chunk(body), LAST_CHUNK],
  ),
  ...['zz', '-1', '0x5', 'f'.repeat(20), '5 5', ''].map((size) => (body: Buffer) => [
    `${CHUNKED}${size}\r\n`,
    body,
    `\r\n${LAST_CHUNK}`,
  ]),
  (body) => [CHUNKED, chunk(body)],
  (body) => [CHUNKED, chunk(body).subarray(0, -2), LAST_CHUNK],
  (body) => [CHUNKED, chunk(body, `;${'x'.repeat(20_000)}`), LAST_CHUNK],
  (body) => [CHUNKED, chunk(body), '0\r\nContent-Length: 1\r\n\r\n'],
];

/** Lengths that are wrong, contradict each other or never come true. */
const framed: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, frame: fc.constantFrom(...framings) })
  .map(({ written: { body }, frame }) => {
    const start = head({ body }, []).subarray(0, -2);
    return odd(body, [start, ...frame(body).map((part) => Buffer.from(part))], 'unclear');
  });

/** A genuine request with a second one behind it, which nobody signed. */
const smuggling: fc.Arbitrary<Letter> = genuineBody.map(({ body }) => {
  const guid = ['X-GitHub-Delivery: %GUID%-hidden'];
  const hidden = inOnePiece({ body, guid, signature: [] });
  return odd(body, [Buffer.concat([...inOnePiece({ body }), ...hidden])], 'unclear');
});

const oddNames = [
  '',
  ' ',
  'x'.repeat(101),
  'x'.repeat(9000),
  '%GUID%__proto__',
  "%GUID%'; drop table deliveries;--",
]
  .concat(['%GUID%\t%GUID%', '%GUID% é ÿ', '%GUID%\u0000', '%GUID%\u0007', '%GUID%"\\', '../../%GUID%'])
  .concat(['%GUID%,%GUID%']);

const oddEvents = [...oddNames, '__proto__', 'constructor', '*', 'issues.opened', 'error'];

const oddParts: fc.Arbitrary<Omit<Parts, 'body'>> = fc.oneof(
  fc.constantFrom(...oddNames).map((name) => ({ guid: [`X-GitHub-Delivery: ${name}`] })),
  fc.constantFrom<Omit<Parts, 'body'>>(
    { guid: [] },
    { event: [] },
    { guid: ['X-GitHub-Delivery: %GUID%', 'X-GitHub-Delivery: %GUID%-again'] },
    { headers: Array.from({ length: 2500 }, (_, index) => `X-${index}: ${index}`) },
    { headers: [`X-Long: ${'y'.repeat(20_000)}`] },
    { headers: [' folded: line', 'no colon', ': empty'] },
  ),
);

/** GUIDs that GitHub would not give, and headers without number or measure. */
const oddHeaders: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, parts: oddParts })
  .map(({ written: { body }, parts }) => odd(body, inOnePiece({ body, ...parts }), 'unclear'));

const oddEvent: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, event: fc.constantFrom(...oddEvents) })
  .map(({ written: { body }, event }) => ({
    ...odd(body, inOnePiece({ body, event: [`X-GitHub-Event: ${event}`] }), 'unclear'),
    event,
  }));

const oddMethods = 'GET PUT DELETE HEAD OPTIONS TRACE CONNECT PATCH post BREW'.split(' ');
const oddPaths = '/ // * /probot /probot/setup?code=1 /healthz /readyz /%2e%2e/ /metrics'
  .concat(` ${DOOR}/ ${DOOR}%00 ${DOOR}?a=b#c http://evil.test${DOOR} /..${DOOR} ${DOOR.toUpperCase()}`)
  .concat(` /${'x'.repeat(20_000)}`)
  .split(' ');
const oddVersions = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', 'HTTQ/1.1', ''];

const oddStarts = [
  ...oddMethods.map((method) => `${method} ${DOOR} HTTP/1.1`),
  ...oddPaths.map((path) => `POST ${path} HTTP/1.1`),
  ...oddVersions.map((version) => `POST ${DOOR} ${version}`),
  'PRI * HTTP/2.0\r\n\r\nSM',
];

/** Methods, paths and protocols that lead elsewhere, or nowhere. */
const elsewhere: fc.Arbitrary<Letter> = fc
  .record({ written: genuineBody, start: fc.constantFrom(...oddStarts) })
  .map(({ written: { body }, start }) => odd(body, inOnePiece({ body, start }), 'unclear'));

/** No HTTP at all. */
const noise: fc.Arbitrary<Letter> = fc
  .uint8Array({ minLength: 1, maxLength: 300 })
  .map((bytes) => ({ ...odd(Buffer.alloc(0), [Buffer.from(bytes)], 'unclear'), signed: undefined }));

/** A genuine request whose sender is gone before its end. */
const broken: fc.Arbitrary<Letter> = fc.tuple(genuine, fc.nat()).map(([letter, place]) => {
  const all = Buffer.concat(letter.pieces);
  return { ...letter, pieces: [all.subarray(0, place % all.length)], fate: 'perhaps', end: 'unclear' };
});

export const strange: fc.Arbitrary<Letter> = fc.oneof(
  { weight: 4, arbitrary: forged },
  ...[oddlySigned, encoded, packed, oddJson, framed, smuggling],
  ...[oddHeaders, oddEvent, elsewhere, noise, broken],
);
