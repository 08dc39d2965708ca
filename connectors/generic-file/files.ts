import { createHash } from 'node:crypto';
import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { CheckContext } from '../../src/connector-kit/connector.ts';
import { asKnown } from '../../src/connector-kit/declared-auth.ts';
import {
  filledPath,
  filledTexts,
  type Values,
  windowValues,
} from '../../src/connector-kit/request-template.ts';
import type { Window } from '../../src/core/clock.ts';
import { configError, retryError } from '../../src/core/errors.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { Config, ListConfig } from './config.ts';

/** A file as it came. */
export interface ReadFile {
  readonly name: string;
  /** For messages. */
  readonly place: string;
  readonly bytes: Buffer;
}

/** The files of a list over a window, in the order of their names, each content once. */
export interface FilesOf {
  read(list: ListConfig, window: Window, note: (warning: Text) => void): AsyncGenerator<ReadFile>;
}

type Context = Pick<CheckContext<Config>, 'config' | 'http' | 'files' | 'clock'>;

/** One per read or check. */
export const filesOf = (context: Context): FilesOf =>
  context.config.transport === 'http' ? overHttp(context) : inFolder(context);

function overHttp({ config, http, clock }: Context): FilesOf {
  const send = asKnown(config, http, clock);
  return {
    async *read(list, window) {
      const values: Values = { ...NO_VALUES, ...windowValues(window, list.dateFormat) };
      const path = filledPath(list.file, values);
      const url = new URL(urlUnder(config.baseUrl ?? '', path));
      for (const [name, value] of Object.entries(filledTexts(list.query, values)))
        url.searchParams.set(name, value);
      const { body } = await send({ url }, http.bytes);
      yield { name: path.split('/').at(-1) ?? path, place: path, bytes: body };
    },
  };
}

const NO_VALUES: Values = { from: null, to: null, page: null, offset: null, size: null, cursor: null };

function inFolder({ config, files }: Context): FilesOf {
  const folder = config.folder ?? '';
  return {
    async *read(list, _, note) {
      const pattern = nameLike(list.file);
      const found = (await files.list(folder)).filter(({ name }) => pattern.test(name));
      if (found.length === 0) throw noFile(folder, list);
      // Without it the figures of its days would be taken for gone.
      const unsettled = found.find(({ isSettled }) => !isSettled);
      if (unsettled) throw beingWritten(`${folder}/${unsettled.name}`);
      const seen = new Map<string, string>();
      for (const { name } of found) {
        const bytes = await files.bytes(folder, name);
        const digest = createHash('sha256').update(bytes).digest('base64');
        const same = seen.get(digest);
        if (same !== undefined) note(sameContent(folder, same, name));
        else yield { name, place: `${folder}/${name}`, bytes };
        seen.set(digest, same ?? name);
      }
    },
  };
}

/** "bao-cao-*.xlsx", without regard to capitals. */
const nameLike = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.normalize('NFC').replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'iu',
  );

const noFile = (folder: string, { title, file }: ListConfig) =>
  configError(
    'NO_FILE',
    text(
      `Thư mục "${folder}" không có tệp nào có tên dạng "${file}" cho danh sách "${title}". Hãy đặt tệp vào thư mục, hoặc sửa tên tệp trong cấu hình.`,
      `The folder "${folder}" has no file named like "${file}" for the list "${title}". Put the file there, or correct its name in the configuration.`,
    ),
  );

const beingWritten = (place: string) =>
  retryError(
    'FILE_CHANGING',
    text(
      `Tệp ${place} vừa thay đổi và có thể đang được chép vào nên chưa đọc. Hệ thống sẽ đọc ở lần lấy sau.`,
      `The file ${place} has just changed and may still be copied, so it was not read. The next pull reads it.`,
    ),
  );

const sameContent = (folder: string, first: string, name: string): Text =>
  text(
    `Tệp ${folder}/${name} giống hệt ${first} nên chỉ tính một lần.`,
    `The file ${folder}/${name} is the same as ${first} and counts once.`,
  );
