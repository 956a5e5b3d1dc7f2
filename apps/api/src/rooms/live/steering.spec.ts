import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Company, steer, type Steering } from './steering.ts';

const company = (...here: string[]): Company => ({
  mayAlwaysTake: (personId) => personId === 'host' || personId === 'teacher',
  isHere: (personId) => here.includes(personId),
  isAnybodyHere: () => here.length > 0,
});
const all = company('host', 'teacher', 'coach', 'guest');
const coachSteers: Steering = { steererId: 'coach', askedBy: [] };

test('nobody takes control from a steerer who is here, but the host and the teacher', () => {
  expect(() => steer(coachSteers, { act: 'take' }, 'guest', all)).toThrow('Somebody else steers');
  expect(steer(coachSteers, { act: 'take' }, 'teacher', all).steererId).toBe('teacher');
  expect(steer(coachSteers, { act: 'take' }, 'guest', company('guest')).steererId).toBe('guest');
});

test('control is asked for once, and given by the steerer alone, to somebody who is here', () => {
  const asked = steer(steer(coachSteers, { act: 'ask' }, 'guest', all), { act: 'ask' }, 'guest', all);
  expect(asked.askedBy).toEqual(['guest']);
  expect(() => steer(asked, { act: 'give', personId: 'guest' }, 'teacher', all)).toThrow('Somebody else steers');
  expect(() => steer(asked, { act: 'give', personId: 'guest' }, 'coach', company('coach'))).toThrow('does not exist');
  expect(steer(asked, { act: 'give', personId: 'guest' }, 'coach', all)).toEqual({ steererId: 'guest', askedBy: [] });
  expect(steer(asked, { act: 'withdraw' }, 'guest', all)).toEqual(coachSteers);
  expect(() => steer(asked, { act: 'refuse', personId: 'guest' }, 'teacher', all)).toThrow('Somebody else steers');
  expect(steer(asked, { act: 'refuse', personId: 'guest' }, 'coach', all)).toEqual(coachSteers);
});

test('whoever does what, one person steers, and does not ask for it', () => {
  const people = fc.constantFrom('host', 'teacher', 'coach', 'guest');
  const change = fc.oneof(
    fc.constantFrom({ act: 'ask' } as const, { act: 'withdraw' } as const, { act: 'take' } as const),
    people.map((personId) => ({ act: 'give' as const, personId })),
    people.map((personId) => ({ act: 'refuse' as const, personId })),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(people, change)), (acts) => {
      let steering = coachSteers;
      for (const [by, what] of acts) {
        try {
          steering = steer(steering, what, by, all);
        } catch (error) {
          expect(error).toMatchObject({ code: 'not_the_steerer' });
        }
        expect(steering.askedBy).not.toContain(steering.steererId);
        expect(new Set(steering.askedBy).size).toBe(steering.askedBy.length);
      }
    }),
  );
});
