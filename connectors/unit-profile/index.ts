import {
  type Batch,
  type CheckContext,
  type CheckResult,
  defineConnector,
  type ReadContext,
} from '../../src/connector-kit/connector.ts';
import { dayOf, earlierDay } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import { profileClient } from './client.ts';
import { type ProfileConfig, profileConfig } from './config.ts';
import { effectiveVersions } from './effective.ts';
import { PROFILE, profileValues } from './measures.ts';
import { PRACTICE_KEY, simulateProfiles } from './simulator.ts';

async function* read(context: ReadContext<ProfileConfig>): AsyncGenerator<Batch> {
  const { window, clock } = context;
  const until = earlierDay(window.to, dayOf(clock.now()));
  if (until < window.from) return;
  const { versions, declaredVersions } = await profileClient(context).all(until);
  const effective = effectiveVersions(versions, window);
  // The source declares versions, a slice counts those in effect: one that did not arrive is taken to be one of them.
  const declaredTotal = effective.length + declaredVersions - versions.length;
  yield { type: 'values', stream: PROFILE.name, values: effective.flatMap(profileValues) };
  yield { type: 'slice', stream: PROFILE.name, window, declaredTotal, state: null };
}

async function check(context: CheckContext<ProfileConfig>): Promise<CheckResult> {
  const today = dayOf(context.clock.now());
  const { items, total } = await profileClient(context).page(today, 1, 1);
  const [first] = items;
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

export const unitProfile = defineConnector<ProfileConfig>({
  id: 'unit-profile',
  version: '1.0.0',
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
  practiceConfig: (url) => ({ baseUrl: url, apiKey: PRACTICE_KEY, pageSize: 200 }),
});
