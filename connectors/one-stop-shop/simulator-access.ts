import { createHash } from 'node:crypto';
import type {
  SimulatorAnswer,
  SimulatorOptions,
  SimulatorRequest,
} from '../../src/connector-kit/simulator-server.ts';
import { SECOND } from '../../src/core/clock.ts';

/** What the simulator asks for; practice values that open nothing else. */
export const PRACTICE_LOGIN = {
  username: 'dti-hub',
  password: 'mat-khau-mo-phong-mot-cua',
  dstcode: 'VN:GOV:000.00.00.H57:vpcpdvcprovider',
} as const;

export const PRACTICE_APPLICATION = {
  consumerKey: 'dti-hub-ung-dung',
  consumerSecret: 'mat-khau-ung-dung-mo-phong',
} as const;

export const PRACTICE_KEYS = {
  appName: 'DTI-HUB',
  accessKey: 'khoa-truy-cap-mo-phong',
  secretKey: 'khoa-bi-mat-mo-phong',
  partnerCode: 'DOI-TAC-MO-PHONG',
} as const;

/** With this scope a token says that it lasts an hour, and is refused after two seconds. */
export const SHORT_SCOPE = 'het-han-som';

const DECLARED_LIFE = 3_600;
const SHORT_LIFE = 2;

/** Who may ask, in each of the three ways. */
export interface Gate {
  /** POST /auth of the adapter. */
  login(request: SimulatorRequest): SimulatorAnswer;
  isSession(session: unknown): boolean;
  /** POST /token of the gateway. */
  token(request: SimulatorRequest): SimulatorAnswer;
  /** The refusal of a request without a good token, or null. */
  withoutToken(request: SimulatorRequest): SimulatorAnswer | null;
  withoutKeys(request: SimulatorRequest): SimulatorAnswer | null;
}

export function gateOf({ seed, clock }: SimulatorOptions): Gate {
  const session = createHash('sha256').update(`session ${seed}`).digest('hex');
  const goodUntil = new Map<string, number>();
  const now = () => clock.now().getTime();

  function token({ headers, body }: SimulatorRequest): SimulatorAnswer {
    const form = new URLSearchParams(body);
    const given = headers.authorization ?? basic(form.get('client_id'), form.get('client_secret'));
    const known = basic(PRACTICE_APPLICATION.consumerKey, PRACTICE_APPLICATION.consumerSecret);
    if (form.get('grant_type') !== 'client_credentials') {
      return { status: 400, body: { error: 'unsupported_grant_type' } };
    }
    if (given !== known) return { status: 401, body: { error: 'invalid_client' } };
    const access_token = createHash('sha256').update(`token ${seed} ${goodUntil.size}`).digest('hex');
    const life = form.get('scope') === SHORT_SCOPE ? SHORT_LIFE : DECLARED_LIFE;
    goodUntil.set(access_token, now() + life * SECOND);
    return { body: { access_token, token_type: 'Bearer', expires_in: DECLARED_LIFE, scope: 'default' } };
  }

  return {
    login: (request) => ({
      body: isPracticeLogin(request) ? { session, error_code: 0 } : { session: null, error_code: 1 },
    }),
    isSession: (given) => given === session,
    token,
    withoutToken({ headers }) {
      const given = headers.authorization?.replace(/^Bearer /, '') ?? '';
      return now() < (goodUntil.get(given) ?? 0) ? null : INVALID;
    },
    withoutKeys({ headers }) {
      const isGood = Object.entries(PRACTICE_KEYS).every(
        ([name, value]) => headers[name.toLowerCase()] === value,
      );
      return isGood ? null : INVALID;
    },
  };
}

const INVALID: SimulatorAnswer = { status: 401, body: { code: 900901, message: 'Invalid Credentials' } };

const basic = (key: string | null, secret: string | null): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

function isPracticeLogin({ body, headers }: SimulatorRequest): boolean {
  const { username, password } = JSON.parse(body) as Record<string, unknown>;
  return (
    username === PRACTICE_LOGIN.username &&
    password === PRACTICE_LOGIN.password &&
    headers['dstcode'] === PRACTICE_LOGIN.dstcode
  );
}
