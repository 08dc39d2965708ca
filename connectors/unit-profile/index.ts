import {
  type Batch,
  type CheckContext,
  type CheckResult,
  defineConnector,
  type ReadContext,
} from '../../src/connector-kit/connector.ts';
import { type Day, dayOf, earlierDay } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import { type Profiles, profileClient } from './client.ts';
import { type ProfileConfig, profileConfig } from './config.ts';
import { effectiveVersions } from './effective.ts';
import { PROFILE, profileValues } from './measures.ts';
import { PRACTICE_KEY, simulateProfiles } from './simulator.ts';
import { profilesIn } from './version-files.ts';

async function* read(context: ReadContext<ProfileConfig>): AsyncGenerator<Batch> {
  const { window, clock } = context;
  const until = earlierDay(window.to, dayOf(clock.now()));
  if (until < window.from) return;
  const { versions, declaredVersions, warnings } = await profilesOf(context, until);
  for (const warning of warnings) yield { type: 'warning', text: warning };
  const effective = effectiveVersions(versions, window);
  // The source declares versions, a slice counts those in effect: one that did not arrive is taken to be one of them.
  const declaredTotal = effective.length + declaredVersions - versions.length;
  yield { type: 'values', stream: PROFILE.name, values: effective.flatMap(profileValues) };
  yield { type: 'slice', stream: PROFILE.name, window, declaredTotal, state: null };
}

const profilesOf = ({ config, http, files }: CheckContext<ProfileConfig>, until: Day): Promise<Profiles> =>
  config.transport === 'http'
    ? profileClient({ config, http }).all(until)
    : profilesIn(files, config.folder, until);

async function check(context: CheckContext<ProfileConfig>): Promise<CheckResult> {
  const today = dayOf(context.clock.now());
  const { first, total } = await sampleOf(context, today);
  if (!first) {
    return {
      ok: false,
      message: text(
        'Nguồn trả lời nhưng chưa có thông tin chung của đơn vị nào. Hãy hỏi đơn vị quản lý thông tin chung.',
        'The source answers, but holds no unit profile yet. Ask the keeper of the profiles.',
      ),
      sample: null,
    };
  }
  return {
    ok: true,
    message: text(
      `Đọc được thông tin chung có hiệu lực đến ${today}: ${total} phiên bản.`,
      `Read the profiles in effect until ${today}: ${total} versions.`,
    ),
    sample: `${first.unit} · hieuLucTu ${first.from} · cbccvcnld = ${first.figures.cbccvcnld}`,
  };
}

async function sampleOf({ config, http, files }: CheckContext<ProfileConfig>, today: Day) {
  if (config.transport === 'http') {
    const { items, total } = await profileClient({ config, http }).page(today, 1, 1);
    return { first: items[0], total };
  }
  const { versions } = await profilesIn(files, config.folder, today);
  return { first: versions[0], total: versions.length };
}

export const unitProfile = defineConnector<ProfileConfig>({
  id: 'unit-profile',
  version: '1.1.0',
  title: text('Thông tin chung của đơn vị', 'Unit profiles'),
  description: text(
    'Đọc số cán bộ, dân số, hộ gia đình và các mẫu số khác của từng đơn vị, theo phiên bản và ngày hiệu lực.',
    "Reads each unit's staff, residents, households and other denominators, by version and effective day.",
  ),
  config: profileConfig,
  records: [],
  values: [PROFILE],
  check,
  read,
  simulate: simulateProfiles,
  practiceConfig: (url) => ({ transport: 'http', baseUrl: url, apiKey: PRACTICE_KEY, pageSize: 200 }),
});
