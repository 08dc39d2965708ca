import type { Reporter, SerializedError, TestModule, TestRunEndReason, Vitest } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Says `N passed, N failed` as the very last line: what CI reads. It is written when the process ends, after every teardown. */
export default class SummaryReporter implements Reporter {
  // A run that never came to its end, for instance because its global setup failed, has failed.
  private counts: Counts = { passed: 0, failed: 1, skipped: 0 };

  onInit(vitest: Vitest): void {
    if (!vitest.config.watch) process.once('exit', () => process.stdout.write(`${sentence(this.counts)}\n`));
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[outcome(test.result().state)] += 1;
      counts.failed += brokenParts(module);
    }
    if (reason !== 'passed' && counts.failed === 0) counts.failed = 1;
    this.counts = counts;
  }
}

const outcome = (state: 'passed' | 'failed' | 'skipped' | 'pending'): keyof Counts =>
  state === 'pending' ? 'failed' : state;

/** A file that does not load and a group whose hooks throw have no test of their own to carry the failure. */
function brokenParts(module: TestModule): number {
  const parts = [module, ...module.children.allSuites()];
  return parts.filter((part) => part.errors().length > 0).length;
}

const sentence = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
