import { z } from 'zod';

/**
 * How GitHub writes the installation in a payload. Inside a JSON string its quotes would be escaped, so these bytes
 * are a key with its value wherever they stand.
 */
const KEY = Buffer.from('"installation":{"id":');

const BRACE = '{'.charCodeAt(0);
const DIGITS = /^\d{1,15}(?=[,}])/;

const Payload = z.looseObject({ installation: z.looseObject({ id: z.int().positive() }).optional() });

/**
 * Whose payload this is. Parsing it would cost more than everything else that is done before the answer, so where
 * only one place can name the installation, it is read from there; whoever works the delivery off parses it, and
 * holds what it says against this.
 */
export function installationOf(body: Buffer): number | 'nobody' | 'no payload' {
  const first = body.indexOf(KEY);
  if (first >= 0 && body[0] === BRACE && body.lastIndexOf(KEY) === first) {
    const begin = first + KEY.length;
    const id = Number(DIGITS.exec(body.toString('latin1', begin, begin + 16))?.[0]);
    if (id > 0) return id;
  }
  try {
    const payload = Payload.safeParse(JSON.parse(body.toString('utf8')));
    return payload.success ? (payload.data.installation?.id ?? 'nobody') : 'no payload';
  } catch {
    return 'no payload';
  }
}
