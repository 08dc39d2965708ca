import { expect } from 'vitest';
import type { Batch } from '../../src/connector-kit/connector.ts';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import { HubError } from '../../src/core/errors.ts';
import type { Text } from '../../src/core/text.ts';
import { type Trial, visibleText } from './connector-run.ts';

/** Texts that may be seen nowhere. */
type Secrets = readonly string[];

const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
const JARGON = /undefined|NaN|\[object|Error\b|Exception|\.ts\b|\bnull\b/;

export function expectSameBatches(trial: Trial, batches: readonly Batch[]) {
  expect(trial.error).toBeNull();
  expect(trial.batches).toEqual(batches);
}

export function expectBadCheck(secrets: Secrets, trial: Trial) {
  if (trial.error) return expectError(secrets, trial, ['config', 'retry']);
  expect(trial.result?.ok).toBe(false);
  expectSpoken(trial.result?.message);
  expectNothingLeaked(secrets, trial);
}

export function expectError(secrets: Secrets, trial: Trial, families: readonly string[]) {
  expect(trial.error, 'the run must fail').toBeInstanceOf(HubError);
  const error = trial.error as HubError;
  expect(families, `${error.code}: ${error.message}`).toContain(error.family);
  expect(error.code).toMatch(/^[A-Z0-9_]+$/);
  expectSpoken(error.text);
  expectNothingLeaked(secrets, trial);
}

function expectSpoken(text: Text | undefined) {
  expect(text?.vi).toMatch(VIETNAMESE);
  expect(text?.en).toMatch(/\S/);
  expect(text?.en).not.toBe(text?.vi);
  expect(text?.vi).not.toMatch(JARGON);
}

export function expectNothingLeaked(secrets: Secrets, trial: Trial) {
  const seen = visibleText(trial);
  expect(seen).not.toMatch(PERSONAL_PATTERN);
  for (const secret of secrets) expect(seen.includes(secret), 'a secret was shown').toBe(false);
}
