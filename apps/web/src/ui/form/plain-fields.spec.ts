import { beforeAll, expect, test } from '@jest/globals';
import { Day, Id, Line } from '@lesblik/shared/common';
import { LawfulBasis } from '@lesblik/shared/recordings';
import i18next from 'i18next';
import { z } from 'zod';
import { fieldErrors } from './field-sentence.ts';
import { fieldsOf, oneOf, orNull, someDay, someId, someLine, yesOrNo } from './plain-fields.ts';

const plain = fieldsOf({
  title: someLine(20),
  recordedOn: someDay,
  lawfulBasis: oneOf(['internal_coaching', 'consent']),
  trajectoryId: orNull(someId),
  mayComment: yesOrNo,
});
const contract = z.object({
  title: Line(20),
  recordedOn: Day,
  lawfulBasis: LawfulBasis,
  trajectoryId: Id.nullable(),
  mayComment: z.boolean(),
});
const right = {
  title: '  Rekenen,\n groep 6 ',
  recordedOn: '2028-02-29',
  lawfulBasis: 'consent',
  trajectoryId: null,
  mayComment: false,
};

// Each sentence is its own name.
beforeAll(() => i18next.init({ lng: 'cimode' }));

test.each([
  right,
  { ...right, trajectoryId: '0b8f2a52-6f3f-4e0c-9a57-0e2e9f3a1c11', lawfulBasis: 'internal_coaching' },
  { ...right, title: 'Twintig tekens, niet' },
  { ...right, title: '  ' },
  { ...right, title: 'Meer dan twintig tekens' },
  { ...right, recordedOn: '2026-02-29' },
  { ...right, recordedOn: '29-02-2028' },
  { ...right, recordedOn: '2026-13-01' },
  { ...right, recordedOn: '' },
  { ...right, lawfulBasis: 'other' },
  { ...right, trajectoryId: '' },
  { ...right, mayComment: null },
])('a form without the contract says the same of %j as the contract', (given) => {
  const [mine, theirs] = [plain.safeParse(given), contract.safeParse(given)];
  expect(mine.success).toBe(theirs.success);
  expect(mine.success && mine.data).toEqual(theirs.success && theirs.data);
  expect(fieldErrors(mine.error?.issues ?? [])).toEqual(fieldErrors(theirs.error?.issues ?? []));
});
