/** The value below which a share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const megabytes = (bytes: number): number => bytes / 1024 / 1024;

export interface Spent {
  readonly seconds: number;
  /** Of this process alone, all its threads; what other programs on the machine do changes it little. */
  readonly processorSeconds: number;
}

export async function spentOn<T>(work: () => Promise<T>): Promise<Spent & { readonly result: T }> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  return {
    result,
    seconds: (performance.now() - start) / 1000,
    processorSeconds: (user + system) / 1_000_000,
  };
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  return (await spentOn(work)).seconds;
}
