import type { Command } from 'commander';
import { apiTokensPage, createApiToken, revokeApiToken } from '../../app/identity/api-tokens.ts';
import { grantOf } from '../../app/identity/grant-text.ts';
import { MAX_PAGE_SIZE } from '../../app/paging.ts';
import type { ApiTokenView } from '../../app/views/api-token.ts';
import { DAY } from '../../core/clock.ts';
import type { Principal } from '../../core/principal.ts';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import type { OpenHub } from '../open-hub.ts';
import { EXIT, table } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { moment } from '../words.ts';

interface CreateOptions {
  readonly grant: readonly string[];
  readonly days: string;
}

export function addTokens(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const tokens = program
    .command('tokens')
    .description(describe('mã truy cập của các chương trình', 'API tokens of programs'));
  tokens
    .command('list')
    .description(describe('các mã, mới nhất trước', 'the tokens, newest first'))
    .action(context.action(() => list(context)));
  tokens
    .command('create')
    .description(describe('tạo mã, in một lần', 'make one, print it once'))
    .argument('<name>', describe('tên chương trình sẽ dùng', 'name of the program that uses it'))
    .requiredOption(
      '--grant <right...>',
      describe('vai-trò:mã-đơn-vị, ví dụ reader:46', 'role:unit code, such as reader:46'),
    )
    .option('--days <n>', describe('hết hạn sau, ngày (90)', 'days until it expires (90)'), '90')
    .action(context.action((name: string, options: CreateOptions) => create(context, name, options)));
  tokens
    .command('revoke')
    .description(describe('thu hồi mã và các mã do nó tạo', 'revoke one and those that it made'))
    .argument('<id>', describe('số của mã', 'number of the token'))
    .action(context.action((id: string) => revoke(context, id)));
}

/** Whoever has the hub's files may do anything with it. */
const shell = ({ by }: OpenHub['deps']): Principal => ({
  kind: 'PERSON',
  id: by,
  name: by,
  grants: [{ role: 'ADMINISTRATOR', unit: null }],
});

async function list(context: Context): Promise<number> {
  const { deps } = await context.open();
  const views: ApiTokenView[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page = await apiTokensPage(deps, shell(deps), { first: MAX_PAGE_SIZE, after });
    views.push(...page.items.map(({ node }) => node));
    after = page.items.at(-1)?.cursor ?? null;
    more = page.hasNextPage;
  }
  answer(context, { tokens: views.map(documentOf) }, linesOf(context, views));
  return EXIT.OK;
}

async function create(context: Context, name: string, { grant, days }: CreateOptions): Promise<number> {
  const until = wholeNumber('--days', days, { min: 1, max: 366 });
  const { deps } = await context.open({ mayMake: true });
  const { token, secret } = await createApiToken(deps, shell(deps), {
    name,
    grants: grant.map((typed) => {
      const { role, unit } = grantOf(deps, typed);
      return { role, unit: unit === null ? null : (deps.directory.byKey(unit)?.code ?? null) };
    }),
    expiresAt: new Date(deps.clock.now().getTime() + until * DAY),
  });
  const told = `${say(context, text('Mã (chỉ hiện một lần):', 'Token (shown once):'))} ${secret}`;
  answer(context, { token: documentOf(token), secret }, [...linesOf(context, [token]), told]);
  return EXIT.OK;
}

async function revoke(context: Context, id: string): Promise<number> {
  const { deps } = await context.open();
  const view = await revokeApiToken(deps, shell(deps), id);
  answer(context, { token: documentOf(view) }, linesOf(context, [view]));
  return EXIT.OK;
}

const rightsOf = ({ grants }: ApiTokenView): string[] =>
  grants.map(({ role, unit }) => [role.toLowerCase(), ...(unit === null ? [] : [unit.code])].join(':'));

const documentOf = (view: ApiTokenView): object => ({ ...view, grants: rightsOf(view) });

function linesOf(context: Context, views: readonly ApiTokenView[]): string[] {
  if (views.length === 0) return [say(context, text('Chưa có mã nào.', 'No token yet.'))];
  const head = say(
    context,
    text(
      'Số|Tên|Quyền|Chịu trách nhiệm|Hết hạn|Dùng lần cuối|Thu hồi',
      'Id|Name|Rights|Owner|Expires|Last used|Revoked',
    ),
  );
  const rows = views.map((view) => [
    view.id,
    view.name,
    rightsOf(view).join(', '),
    view.owner,
    moment(view.expiresAt),
    moment(view.lastUsedAt),
    moment(view.revokedAt),
  ]);
  return table(head.split('|'), rows);
}
