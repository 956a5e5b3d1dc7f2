import { z } from 'zod';
import { AnsweredBy, ConsentPurpose, PupilAnswer } from './class-lists.ts';
import { Day, Id, Instant } from './common.ts';

export const ExportedClassList = z
  .object({
    id: Id,
    school: z.string(),
    name: z.string(),
    madeAt: Instant,
    checkedAt: Instant.meta({ description: 'When you last said that it is right.' }),
    removedAt: Instant.nullable().meta({ description: 'It stays as long as a lesson names it.' }),
    pupils: z.array(
      z.object({
        id: Id,
        label: z.string(),
        addedAt: Instant,
        removedAt: Instant.nullable(),
        answers: z
          .array(
            z.object({
              purpose: ConsentPurpose,
              answer: PupilAnswer,
              answeredBy: AnsweredBy,
              answeredOn: Day,
              textVersion: z.string().meta({ description: 'Of the letter that it was an answer to.' }),
              recordedAt: Instant,
            }),
          )
          .meta({ description: 'In the order in which they were written down: the last one of a purpose holds.' }),
      }),
    ),
  })
  .meta({ id: 'ExportedClassList' });
export type ExportedClassList = z.infer<typeof ExportedClassList>;
