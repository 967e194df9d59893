/** What a scrape finds: the value of a series by its name and labels, as in `up{job="paydown"}`. */
export type Scraped = ReadonlyMap<string, number>;

/** Scrapes an App on this machine, as Prometheus does ("Exposition formats": text-based format). */
export async function scrape(port: number): Promise<Scraped> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!answer.headers.get('content-type')?.startsWith('text/plain; version=0.0.4'))
    throw new Error(`not Prometheus' text format: ${answer.status} ${answer.headers.get('content-type')}`);
  return parse(await answer.text());
}

function parse(text: string): Scraped {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, series, value] = /^(\w+(?:\{.*\})?) ([-+\d.e]+|[+-]Inf|nan)$/i.exec(line) ?? [];
      if (series === undefined) throw new Error(`not a sample: ${line}`);
      return [series, Number(value)];
    }),
  );
}

/** The series of a metric, by their labels. */
export function seriesOf(scraped: Scraped, metric: string): Record<string, number> {
  const prefix = `${metric}{`;
  const found = [...scraped].filter(([series]) => series.startsWith(prefix));
  return Object.fromEntries(found.map(([series, value]) => [series.slice(prefix.length, -1), value]));
}
