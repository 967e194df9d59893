import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with a line that every script can read: `N passed, N failed`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((one) => one.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    // After the other reporters' summaries, which are written at the end of the same event.
    process.once('exit', () => {
      process.stdout.write(`${count('passed')} passed, ${count('failed') + broken} failed\n`);
    });
  }
}
