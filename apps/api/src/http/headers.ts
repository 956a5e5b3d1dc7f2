import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { privately } from './send-object.ts';

const page = {
  defaultSrc: ["'self'"],
  // Mantine sets its variables in a style element, and React sets style attributes.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'", 'blob:'],
  // hash-wasm compiles WebAssembly.
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  scriptSrcAttr: ["'none'"],
  frameSrc: ["'none'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
};

/** What people wrote or uploaded: whatever a browser takes it for, it runs nothing, shows nothing else and is nobody's page. */
const data = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'none'"],
  sandbox: [],
};

/** What a call and the player need, of this page alone; what nobody needs, of none. */
const PERMISSIONS = [
  ...['camera=(self)', 'microphone=(self)', 'display-capture=(self)', 'fullscreen=(self)', 'screen-wake-lock=(self)'],
  ...['geolocation=()', 'payment=()', 'usb=()'],
].join(', ');

/** Routes are found whatever the case of their letters. */
const isPage = (path: string): boolean => !/^\/api(\/|$)/i.test(path) || /^\/api\/docs(\/|$)/i.test(path);

/** The headers of every answer. */
export function headers(publicUrl: string): RequestHandler {
  const rest = { hsts: publicUrl.startsWith('https:'), referrerPolicy: { policy: 'same-origin' } } as const;
  const with_ = (directives: Record<string, string[]>) =>
    helmet({ contentSecurityPolicy: { useDefaults: false, directives }, ...rest });
  const [forPages, forData] = [with_(page), with_(data)];
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', PERMISSIONS);
    if (isPage(request.path)) return forPages(request, response, next);
    // Whoever answers may say otherwise.
    privately(response);
    forData(request, response, next);
  };
}
