import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http, HttpHeaders } from '../../src/connector-kit/http.ts';
import { loginOnce } from '../../src/connector-kit/login.ts';
import { sourceMoves } from '../../src/connector-kit/source-moves.ts';
import type { IocConfig } from './config.ts';
import { badConsoleAnswer, consoleError, refusedByConsole } from './console-errors.ts';
import { CONSOLE_FIELDS, type ConsoleHost, hostsOf } from './console-hosts.ts';

/** What each call of Kaspersky Security Center's OpenAPI answers, with the parts that are read. */
interface PxgAnswer {
  readonly PxgRetVal?: unknown;
  readonly PxgError?: unknown;
  readonly strAccessor?: unknown;
  readonly pChunk?: unknown;
}

export interface FoundHosts {
  readonly total: number;
  /** One chunk after the other. */
  readonly chunks: AsyncIterable<readonly ConsoleHost[]>;
  /** Always to be called: the server keeps a search in its memory until then. */
  release(): Promise<void>;
}

const CHUNK = 1_000;
/** Seconds that the server keeps a search after its last use. */
const LIFE = 3_600;

type Session = Readonly<Record<string, string>>;

/** Finds the managed computers in two steps: a search that stays on the server, then its chunks. */
export function consoleClient({ config, http }: { config: IocConfig; http: Http }) {
  const post = (method: string, headers: Session, json: object) =>
    http.json({ method: 'POST', url: urlUnder(config.baseUrl ?? '', `/api/v1.0/${method}`), headers, json });
  const withSession = loginOnce<Session>(async () => {
    const credentials = { authorization: basic(config) };
    const { headers, body } = await post('login', credentials, {});
    const answer = pxg(body, 'login');
    if (answer.PxgError !== undefined) throw refusedByConsole(answer.PxgError);
    return { ...credentials, ...sessionOf(headers, answer) };
  });
  const call = (method: string, json: object) =>
    withSession(async (session) => {
      const answer = pxg((await post(method, session, json)).body, method);
      if (answer.PxgError !== undefined) throw consoleError(method, answer.PxgError);
      return answer;
    });

  return async function findHosts(chunkSize = CHUNK): Promise<FoundHosts> {
    const search = await call('HostGroup.FindHosts', {
      wstrFilter: '(KLHST_WKS_DN = "*")',
      // Names, addresses and users of computers are never asked for.
      vecFieldsToReturn: CONSOLE_FIELDS,
      vecFieldsToOrder: [],
      pParams: { KLSRVH_SLAVE_REC_DEPTH: 0, KLGRP_FIND_FROM_CUR_VS_ONLY: true },
      lMaxLifeTime: LIFE,
    });
    const { strAccessor } = search;
    if (typeof strAccessor !== 'string' || strAccessor === '') throw badConsoleAnswer('HostGroup.FindHosts');
    const release = async () => {
      // It ends by itself, too.
      await call('ChunkAccessor.Release', { strAccessor }).catch(() => {});
    };
    try {
      const { PxgRetVal: total } = await call('ChunkAccessor.GetItemsCount', { strAccessor });
      if (!Number.isSafeInteger(total)) throw badConsoleAnswer('ChunkAccessor.GetItemsCount');
      return { total: total as number, chunks: chunksOf(strAccessor, total as number, chunkSize), release };
    } catch (thrown) {
      await release();
      throw thrown;
    }
  };

  async function* chunksOf(strAccessor: string, total: number, nCount: number) {
    for (let nStart = 0; nStart < total; ) {
      const answer = await call('ChunkAccessor.GetItemsChunk', { strAccessor, nStart, nCount });
      const hosts = hostsOf(answer.pChunk, nStart + 1);
      // Fewer than announced: the search is no longer what it was.
      if (hosts.length === 0) throw sourceMoves(1);
      nStart += hosts.length;
      yield hosts;
    }
  }
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const basic = ({ username = '', password = '', internalUser }: IocConfig): string =>
  `KSCBasic user="${base64(username)}", pass="${base64(password)}", internal="${internalUser ? 1 : 0}"`;

/** Servers keep the session by a token in the answer or by a cookie, and by the connection otherwise. */
function sessionOf(headers: HttpHeaders, { PxgRetVal }: PxgAnswer): Session {
  // Several cookies come as one text, each with its attributes.
  const cookies = (headers['set-cookie'] ?? '').split(/,\s*(?=[^;,=\s]+=)/);
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  return {
    ...(typeof PxgRetVal === 'string' && /^[!-~]+$/.test(PxgRetVal) ? { 'x-ksc-session': PxgRetVal } : {}),
    ...(cookie ? { cookie } : {}),
  };
}

function pxg(body: unknown, method: string): PxgAnswer {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw badConsoleAnswer(method);
}
