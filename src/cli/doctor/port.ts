import { once } from 'node:events';
import { createServer } from 'node:net';
import { pino } from 'pino';
import type { Config } from '../../config.ts';
import { createHttp } from '../../connector-kit/http.ts';
import { SECOND, systemClock } from '../../core/clock.ts';
import { text } from '../../core/text.ts';
import { type Checked, good, poor, type Title } from './check.ts';

const PORT: Title = { name: 'port', title: text('Cổng API', 'API port') };

export async function checkPort({ host, port }: Config): Promise<Checked> {
  const trouble = await troubleOf(host, port);
  if (trouble === null) return good(PORT, text(`${port} còn trống`, `${port} is free`));
  if (trouble === 'EADDRINUSE' && (await hubAnswers(host, port)))
    return good(PORT, text(`DTI Hub đang chạy ở ${port}`, `DTI Hub runs on ${port}`));
  return poor(
    PORT,
    text(`không mở được ${host}:${port} (${trouble})`, `${host}:${port} cannot be opened (${trouble})`),
    text('chọn cổng khác bằng biến PORT', 'choose another one with PORT'),
  );
}

async function troubleOf(host: string, port: number): Promise<string | null> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  } finally {
    probe.close();
  }
}

async function hubAnswers(host: string, port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(3 * SECOND);
  const log = pino({ level: 'silent' });
  // The hub's own door, wherever it stands.
  const rules = { allow: ['0.0.0.0/0', '::/0'] };
  const http = createHttp({ clock: systemClock, log, signal, rules, attempts: 1 });
  try {
    const { body } = await http.json({ url: `http://${host}:${port}/healthz` });
    return (body as { status?: unknown } | null)?.status === 'ok';
  } catch {
    return false;
  }
}
