import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { type GraphQLSchema, getVariableValues } from 'graphql';
import type { ContextOf } from '../../../schema/context.ts';
import { ANONYMOUS, type Principal } from '../../core/principal.ts';
import { type Language, languageOf } from '../../core/text.ts';
import type { Tracer } from '../../core/tracer.ts';
import { callerKey } from '../answer-cache.ts';
import type { Authenticate } from '../authenticate.ts';
import { etagOf } from '../etag.ts';
import type { Gate } from '../operation-gate.ts';
import { beginOperation, noteOperation } from '../operation-spans.ts';
import { type AskedInBody, askedIn } from './asked-in-body.ts';
import type { KnownOperation, KnownOperations } from './known-operations.ts';
import { AnswerTypes } from './answer-types.ts';
import { hasShortJson, readBody, rememberRead } from './read-body.ts';
import { KEEPABLE, ReadyAnswers, whenAnswered } from './ready-answers.ts';

export interface QuickRoadOptions {
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly known: KnownOperations;
  /** See `Hub.dataVersion`. */
  readonly dataVersion: () => Promise<string>;
  readonly authenticate: Authenticate;
  readonly contextOf: ContextOf;
  readonly gate: Gate;
  readonly tracer: Tracer;
  /** Told of each deprecated field that an operation asks for. */
  readonly askedDeprecated: (field: string) => void;
}

/** One request, read and known. */
interface Request {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  readonly version: string;
  readonly principal: Principal;
  readonly language: Language;
  /** Requests with the same key have the same answer. */
  readonly key: string;
}

/**
 * Answers queries that were asked before without the ordinary server (Express and Apollo): the same question of the
 * same data with the bytes of the last answer, another one by a function made of its text. It only knows how to answer
 * well: whatever is new, refused or goes wrong takes the ordinary way, which says why. The version of the data is asked
 * for by every request, so the first one after a commit of any process reads anew.
 */
export function quickRoad(options: QuickRoadOptions): (rest: RequestListener) => RequestListener {
  const { path, dataVersion } = options;
  const ready = new ReadyAnswers();
  const types = new AnswerTypes();

  async function answer(message: IncomingMessage, response: ServerResponse, rest: RequestListener) {
    // Each begins before any is waited for, and few promises are made: most requests cost little else.
    const asking = dataVersion().catch(() => null);
    const caller = whoAsks(options, message);
    const body = await readBody(message);
    if (body === null) return;
    const version = await asking;
    const principal = caller instanceof Promise ? await caller : caller;
    const goOn = () => {
      rememberRead(message, { body, dataVersion: version ?? undefined });
      rest(message, response);
    };
    if (version === null || principal === null) return goOn();
    const request = requestOf({ message, response, body, version, principal });
    const known = ready.find(request.key, version);
    if (known) return send(options, request, known);
    const since = performance.now();
    const keep = (headers: OutgoingHttpHeaders, bytes: Buffer, operation: KnownOperation) =>
      ready.keep(request.key, { version, since, headers, bytes, operation });

    const asked = askedIn(body);
    const made = asked && (await quickly(options, request, asked, types).catch(() => null));
    if (made) {
      if (ready.isWorthKeeping(request.key, made.bytes)) keep(made.headers, made.bytes, made.operation);
      return send(options, request, made);
    }
    whenAnswered(response, (headers, bytes) => {
      types.learn(message, headers);
      const operation = asked && options.known.find(asked);
      if (operation) keep(headers, bytes, operation);
    });
    goOn();
  }

  return (rest) => (message, response) => {
    const isShort = message.method === 'POST' && message.url === path && hasShortJson(message);
    if (!isShort) return rest(message, response);
    // Nothing of it is known to throw; the caller is not left waiting if it does.
    answer(message, response, rest).catch(() => response.destroy());
  };
}

/** null: a credential that is no good. */
function whoAsks(
  { authenticate }: QuickRoadOptions,
  message: IncomingMessage,
): Promise<Principal | null> | Principal {
  const { authorization, cookie } = message.headers;
  if (authorization === undefined && cookie === undefined) return ANONYMOUS;
  return authenticate(message, authorization).catch(() => null);
}

function requestOf(part: Omit<Request, 'language' | 'key'>): Request {
  const { message, principal, body } = part;
  const { accept = '', 'accept-language': languages } = message.headers;
  const language = languageOf(languages);
  // No header holds a line feed, and JSON writes none into a text.
  const caller = principal === ANONYMOUS ? '' : JSON.stringify(callerKey(principal));
  return { ...part, language, key: `${accept}\n${language}\n${caller}\n${body}` };
}

interface Made {
  readonly headers: OutgoingHttpHeaders;
  readonly bytes: Buffer;
  readonly operation: KnownOperation;
}

/** null, and whatever it throws: the ordinary way is to answer. */
async function quickly(
  options: QuickRoadOptions,
  request: Request,
  asked: AskedInBody,
  types: AnswerTypes,
): Promise<Made | null> {
  const { schema, contextOf, gate } = options;
  const { principal, language, version } = request;
  const type = types.for(request.message);
  const known = options.known.find(asked);
  if (known === undefined || type === undefined) return null;
  const { document, operation, source } = known;
  const operationName = operation.name?.value ?? null;
  // Before anything is made of its text: what is too large is not.
  if (gate({ schema, document, source, variables: asked.variables, operationName }, principal)) return null;
  const { answer } = known;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], asked.variables ?? {});
  if (answer === null || !coerced) return null;
  const context = contextOf({ language, principal, dataVersion: version, onlyReads: true });
  const bytes = Buffer.from(`${await answer({ context, variables: coerced })}\n`);
  return { headers: headersOf(request, type, bytes), bytes, operation: known };
}

const VARY = 'Accept-Language, Accept, Authorization, Cookie';

/** As Express and Apollo write them. */
const headersOf = ({ response }: Request, type: string, bytes: Buffer): OutgoingHttpHeaders => ({
  vary: response.hasHeader('vary') ? `${response.getHeader('vary')}, ${VARY}` : VARY,
  'x-content-type-options': 'nosniff',
  'cache-control': KEEPABLE,
  'content-type': type,
  'content-length': bytes.length,
  etag: etagOf(bytes),
});

function send({ tracer, askedDeprecated }: QuickRoadOptions, { response }: Request, made: Made): void {
  const span = beginOperation(tracer);
  noteOperation(span, made.operation.operation);
  for (const field of made.operation.deprecated) askedDeprecated(field);
  response.writeHead(200, made.headers).end(made.bytes);
  span.end();
}
