import { madeOnce } from '../../src/connector-kit/made-once.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import type { Unit } from '../../src/core/unit.ts';
import type { LocalTime } from './practice-posts.ts';
import { practicePosts } from './practice-posts.ts';
import { simulatedFeed } from './simulator-feed.ts';
import { simulatedLiferay } from './simulator-liferay.ts';
import { simulatedSharepoint } from './simulator-sharepoint.ts';
import { PracticeSite } from './simulator-site.ts';
import { simulatedSitemap } from './simulator-sitemap.ts';
import { refusal, simulatedWordpress } from './simulator-wordpress.ts';

/** What the simulator asks for; practice values that open nothing else. */
export const PRACTICE_LOGIN = {
  username: 'dti-hub',
  applicationPassword: 'mo-phong trang tin 7Kq2',
} as const;

/** Every site speaks the language of every platform: the same posts on each. */
const PLATFORMS = [
  simulatedWordpress,
  simulatedFeed,
  simulatedLiferay,
  simulatedSharepoint,
  simulatedSitemap,
] as const;

/** One site per unit code; see the README for the shapes. */
export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  const postsOf = madeOnce(
    (unit: Unit, month: string) => practicePosts(options.seed, unit, month, options.scale),
    (unit, month) => `${unit.key} ${month}`,
  );
  const units = sitesOf(options.units);
  const list = [...units].map(([path, [first]]) => ({ unit: first?.code, path }));
  return startSimulator(options.port, (request) => {
    const login = loginOf(request);
    if (login === 'WRONG') return refusal(401, 'incorrect_password');
    if (request.path === '/sites.json') return { body: { sites: list } };
    const [, path = '', rest = ''] = /^(\/[^/]+)(\/.*)?$/.exec(request.path) ?? [];
    const owners = units.get(path);
    if (!owners) return refusal(404, 'rest_no_route');
    const site = new PracticeSite(path, owners, postsOf, options.seed, localTime(options.clock.now()));
    const asked = { ...request, path: rest, mayEdit: login === 'RIGHT' };
    return answered(site, asked) ?? refusal(404, 'rest_no_route');
  });
}

function answered(site: PracticeSite, asked: SiteRequest): SimulatorAnswer | null {
  for (const platform of PLATFORMS) {
    const answer = platform(site, asked);
    if (answer) return answer;
  }
  return null;
}

/** `path` is what stands after the site's own. */
export interface SiteRequest extends SimulatorRequest {
  readonly mayEdit: boolean;
}

/** A code that names two units at two times has one site; each unit fills it on its own days. */
function sitesOf(units: readonly Unit[]): Map<string, Unit[]> {
  const sites = new Map<string, Unit[]>();
  for (const unit of units) {
    const path = `/${unit.code.toLowerCase().replaceAll('.', '-')}`;
    sites.set(path, [...(sites.get(path) ?? []), unit]);
  }
  return sites;
}

function loginOf({ headers }: SimulatorRequest): 'NONE' | 'RIGHT' | 'WRONG' {
  const { authorization } = headers;
  if (!authorization) return 'NONE';
  const { username, applicationPassword } = PRACTICE_LOGIN;
  const expected = `Basic ${Buffer.from(`${username}:${applicationPassword}`).toString('base64')}`;
  return authorization === expected ? 'RIGHT' : 'WRONG';
}

const localTime = (instant: Date): LocalTime => vietnamTime(instant).slice(0, 19);
