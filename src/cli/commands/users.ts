import type { Command } from 'commander';
import { grantText } from '../../app/identity/grant-text.ts';
import { PASSWORD_COST } from '../../app/identity/password.ts';
import {
  addGrant,
  addPerson,
  type PersonWithPassword,
  people,
  resetPassword,
  setDisabled,
  takeGrant,
} from '../../app/identity/people.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import type { OpenHub } from '../open-hub.ts';
import { EXIT, table } from '../terminal.ts';
import { moment } from '../words.ts';

type Deps = OpenHub['deps'];
type Person = PersonWithPassword['person'];

interface AddOptions {
  readonly name?: string;
  readonly grant?: readonly string[];
  readonly oidc?: true;
}

export function addUsers(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const users = program
    .command('users')
    .description(
      describe('tài khoản cán bộ và quyền của mỗi người', 'accounts of staff and what each may do'),
    );
  const login = describe(
    'tên đăng nhập, hoặc mã như lệnh list in ra',
    'login name, or the id that list shows',
  );
  const right = describe(
    'vai trò hoặc vai-trò:mã-đơn-vị, ví dụ verifier:46',
    'role or role:unit code, such as verifier:46',
  );
  const changing = (
    name: string,
    description: string,
    work: (deps: Deps, login: string) => Promise<Person>,
  ) =>
    users
      .command(name)
      .description(description)
      .argument('<login>', login)
      .action(context.action((typed: string) => changed(context, (deps) => work(deps, typed))));
  const granting = (name: string, description: string, work: typeof addGrant) =>
    users
      .command(name)
      .description(description)
      .argument('<login>', login)
      .argument('<right>', right)
      .action(
        context.action((typed: string, grant: string) =>
          changed(context, (deps) => work(deps, typed, grant)),
        ),
      );

  users
    .command('list')
    .description(describe('các tài khoản', 'the accounts'))
    .action(context.action(() => list(context)));
  users
    .command('add')
    .description(describe('thêm tài khoản, in mật khẩu một lần', 'add an account, print its password once'))
    .argument(
      '<login>',
      describe('tên đăng nhập; với --oidc là mã (sub)', 'login name; with --oidc the subject'),
    )
    .option('--name <name>', describe('tên hiển thị', 'name that is shown'))
    .option('--grant <right...>', right)
    .option('--oidc', describe('người của hệ thống đăng nhập tập trung', 'somebody of the identity provider'))
    .action(context.action((typed: string, options: AddOptions) => add(context, typed, options)));
  users
    .command('password')
    .description(describe('cấp mật khẩu mới, in một lần', 'give a new password, print it once'))
    .argument('<login>', login)
    .action(context.action((typed: string) => newPassword(context, typed)));
  changing(
    'disable',
    describe('khóa, mọi phiên kết thúc ngay', 'switch off, sessions end at once'),
    (deps, typed) => setDisabled(deps, typed, true),
  );
  changing('enable', describe('mở khóa', 'switch on again'), (deps, typed) =>
    setDisabled(deps, typed, false),
  );
  granting('grant', describe('cấp quyền', 'give a right'), addGrant);
  granting('revoke', describe('thu quyền', 'take a right away'), takeGrant);
}

async function list(context: Context): Promise<number> {
  const { deps } = await context.open();
  const all = await people(deps);
  const documents = all.map((person) => documentOf(deps, person));
  answer(
    context,
    { users: documents },
    all.length === 0 ? [say(context, NOBODY)] : linesOf(context, deps, all),
  );
  return EXIT.OK;
}

const NOBODY = text('Chưa có tài khoản nào.', 'No account yet.');

async function add(context: Context, login: string, { name, grant, oidc }: AddOptions): Promise<number> {
  const { deps } = await context.open({ mayMake: true });
  const issuer = oidc ? (context.config().oidc?.issuer ?? null) : null;
  if (oidc && issuer === null) throw configError('NO_LOGIN_PROVIDER', NO_ISSUER);
  const input = { login, name: name ?? '', grants: grant ?? [], issuer };
  return toldOnce(context, deps, await addPerson(deps, input, PASSWORD_COST));
}

const NO_ISSUER = text(
  'Chưa khai báo HUB_OIDC_ISSUER nên không có hệ thống đăng nhập tập trung để thêm người.',
  'HUB_OIDC_ISSUER is not set, so there is no identity provider to add people of.',
);

async function newPassword(context: Context, login: string): Promise<number> {
  const { deps } = await context.open();
  return toldOnce(context, deps, await resetPassword(deps, login, PASSWORD_COST));
}

function toldOnce(context: Context, deps: Deps, { person, password }: PersonWithPassword): number {
  const lines = linesOf(context, deps, [person]);
  const told = password === null ? [] : [`${say(context, PASSWORD)} ${password}`];
  answer(context, { user: documentOf(deps, person), password }, [...lines, ...told]);
  return EXIT.OK;
}

const PASSWORD = text('Mật khẩu (chỉ hiện một lần):', 'Password (shown once):');

async function changed(context: Context, work: (deps: Deps) => Promise<Person>): Promise<number> {
  const { deps } = await context.open();
  const person = await work(deps);
  answer(context, { user: documentOf(deps, person) }, linesOf(context, deps, [person]));
  return EXIT.OK;
}

const documentOf = (deps: Deps, { principalId, name, grants, createdAt, disabledAt }: Person) => ({
  id: principalId,
  name,
  grants: grants.map((grant) => grantText(deps, grant)),
  createdAt,
  disabledAt,
});

function linesOf(context: Context, deps: Deps, all: readonly Person[]): string[] {
  const head = say(context, text('Mã|Tên|Quyền|Tạo lúc|Khóa lúc', 'Id|Name|Rights|Created|Switched off'));
  const rows = all.map(({ principalId, name, grants, createdAt, disabledAt }) => [
    principalId,
    name,
    grants.map((grant) => grantText(deps, grant)).join(', ') || '–',
    moment(createdAt),
    moment(disabledAt),
  ]);
  return table(head.split('|'), rows);
}
