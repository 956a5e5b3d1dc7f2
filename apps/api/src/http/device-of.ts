import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** What somebody watches on, as far as the owner's log needs it. */
export type Device = 'phone' | 'tablet' | 'computer';

/** From the User-Agent header. An iPad that asks for desktop pages says it is a Mac, and is taken for a computer. */
export function deviceOf(userAgent: string | undefined): Device {
  const agent = userAgent ?? '';
  if (/iPad|Tablet|Silk/i.test(agent) || (/Android/i.test(agent) && !/Mobile/i.test(agent))) return 'tablet';
  return /iPhone|iPod|Mobile/i.test(agent) ? 'phone' : 'computer';
}

export const OnDevice = createParamDecorator((_: unknown, context: ExecutionContext): Device =>
  deviceOf(context.switchToHttp().getRequest<Request>().headers['user-agent']),
);
