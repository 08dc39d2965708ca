import { z } from 'zod';
import { bilingual } from './bilingual.ts';
import { dropFolderField } from './drop-folder.ts';

/** Files that somebody puts into a folder of the hub (U29). */
export interface FromFolder {
  readonly transport: 'folder';
  readonly folder: string;
}

export type FromHttp<T> = T & { readonly transport: 'http' };

const NEEDED = bilingual('cần điền khi lấy số liệu theo cách này', 'is needed for this way of reading');

/**
 * A source that is an API or files in a drop folder, as one flat form: only the fields of the chosen way are asked
 * for, the others may stay empty. A configuration without `transport` is an API's.
 */
export function httpOrFolder<S extends z.ZodRawShape>(http: z.ZodObject<S>) {
  type Http = z.output<z.ZodObject<S>>;
  const form = z.object({
    transport: z.enum(['http', 'folder']).default('http').meta({
      title: 'Cách lấy số liệu',
      description:
        'http: gọi API; folder: đọc các tệp CSV, XLSX hoặc JSON trong thư mục nhận tệp của hệ thống.',
    }),
    ...http.partial().shape,
    folder: dropFolderField().optional(),
  });
  return form.transform((given, context): FromHttp<Http> | FromFolder => {
    const { transport, folder, ...fields } = given as z.infer<typeof form> & {
      readonly transport: 'http' | 'folder';
      readonly folder?: string;
    };
    if (transport === 'folder') {
      if (folder !== undefined) return { transport, folder };
      context.addIssue({ code: 'custom', path: ['folder'], message: NEEDED });
      return z.NEVER;
    }
    const checked = http.safeParse(fields);
    if (checked.success) return { transport, ...checked.data };
    for (const { path } of checked.error.issues) context.addIssue({ code: 'custom', path, message: NEEDED });
    return z.NEVER;
  });
}
