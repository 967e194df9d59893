import { SingleBar } from 'cli-progress';

/** How far something has come, for whoever waits in front of a terminal. */
export type Progress = {
  readonly at: (done: number, total: number) => void;
  readonly note: (text: string) => void;
  readonly stop: () => void;
};

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** A bar where the stream is a terminal; elsewhere notes alone, since logs keep every line. */
export function progressOn(stream: Stream, unit: string): Progress {
  if (!stream.isTTY) return { at: () => {}, note: (text) => void stream.write(`${text}\n`), stop: () => {} };
  const format = `{bar} {value} of {total} ${unit}, {eta_formatted} to go`;
  const bar = new SingleBar({ stream, format, hideCursor: null, etaBuffer: 50 });
  let isRunning = false;
  const stop = () => {
    if (isRunning) bar.stop();
    isRunning = false;
  };
  return {
    at(done, total) {
      if (!isRunning) bar.start(total, 0);
      isRunning = true;
      bar.setTotal(Math.max(done, total));
      bar.update(done);
    },
    note(text) {
      stop();
      stream.write(`${text}\n`);
    },
    stop,
  };
}
