/**
 * A wall clock that can be moved: `Date` as it is, plus an offset. The demo and the tests move it; simulated
 * GitHub and App then live through weeks in seconds, and time still flows in between.
 *
 * Loaded with `node --import`, it takes the time from the parent process by way of its messages.
 */
const RealDate = Date;
let offset = 0;

function shiftedNow(): number {
  return RealDate.now() + offset;
}

const ShiftedDate = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [shiftedNow()] : args, newTarget),
  apply: () => new RealDate(shiftedNow()).toString(),
  get: (target, key, receiver) => (key === 'now' ? shiftedNow : Reflect.get(target, key, receiver)),
});

export type MovableClock = {
  /** What time it is, for everything in this process. */
  now(): Date;
  moveTo(at: Date): void;
  /** Back to the time of the machine. */
  restore(): void;
};

export function movableClock(): MovableClock {
  globalThis.Date = ShiftedDate;
  return {
    now: () => new RealDate(shiftedNow()),
    moveTo(at) {
      offset = at.getTime() - RealDate.now();
    },
    restore() {
      offset = 0;
      globalThis.Date = RealDate;
    },
  };
}

/** What a parent process sends to move a child's clock. */
export type TimeMessage = { readonly paydownTime: number };

if (process.env.PAYDOWN_SHIFTED_TIME && process.send) {
  const clock = movableClock();
  clock.moveTo(new RealDate(Number(process.env.PAYDOWN_SHIFTED_TIME)));
  process.on('message', (message: Partial<TimeMessage>) => {
    if (typeof message?.paydownTime === 'number') clock.moveTo(new RealDate(message.paydownTime));
  });
  // The clock must not keep alive what has nothing left to do.
  process.channel?.unref();
}
