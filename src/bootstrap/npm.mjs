import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs npm to its end, whatever signal arrives meanwhile, and answers its exit code. */
export function runNpm(args, options) {
  const child = spawnNpm(args, options);
  const passOn = (signal) => {
    // A terminal sends Ctrl-C to the child as well; twice would make it give up its own clean end.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, passOn);
  });
}

function spawnNpm(args, options) {
  const running = process.env.npm_execpath;
  if (running && /npm-cli\.c?js$/.test(running)) return spawn(process.execPath, [running, ...args], options);
  if (process.platform === 'win32') return spawn(`npm ${args.join(' ')}`, { ...options, shell: true });
  return spawn('npm', args, options);
}
