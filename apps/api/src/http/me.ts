import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Language } from '@lesblik/shared/common';
import { Problem } from '@lesblik/shared/problems';
import type { Request } from 'express';

/** Who is signed in. */
export interface Person {
  id: string;
  name: string;
  email: string;
  language: Language;
  /** The sign-in this request came with. */
  sessionId: string;
}

declare module 'express' {
  interface Request {
    person?: Person;
  }
}

export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { person } = context.switchToHttp().getRequest<Request>();
  if (person === undefined) throw new Problem('not_signed_in');
  return person;
});
