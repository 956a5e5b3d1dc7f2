const only = (name, comment, target, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: allowed },
  to: { path: target },
});
const never = (name, comment, from, to, toNot) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...(toNot === undefined ? {} : { pathNot: toNot }) },
});

/** The arrows of docs/architecture.md: web → shared; api, worker → server → shared; never app → app. */
export default {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolves',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    never(
      'shared-stands-alone',
      'The contract knows no other part.',
      '^libs/shared/',
      '^(libs/server|apps|test|infra)/',
    ),
    never(
      'shared-is-pure',
      'The contract is zod only: no Node.',
      '^libs/shared/src/(?!.*\\.spec\\.)',
      '^node:|node_modules/(?!zod)',
    ),
    never('server-below-apps', 'libs/server knows no app.', '^libs/server/', '^(apps|test|infra)/'),
    {
      name: 'no-app-to-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    never(
      'web-only-shared',
      'The client knows the contract, not the server.',
      '^apps/web/',
      '^(libs/server|test|infra)/|^node:',
    ),
    never(
      'product-below-tests',
      'Product code imports no test and no tool.',
      '^(libs|apps)/.*(?<!\\.spec)\\.tsx?$',
      '^(test|infra)/',
    ),
    never('e2e-is-a-black-box', 'The outermost ring sees what a person sees.', '^test/e2e/', '^(apps|libs/server)/'),
    only(
      'one-ffmpeg',
      'fluent-ffmpeg is archived: one adapter imports it.',
      'node_modules/(@types/)?fluent-ffmpeg',
      '^apps/worker/src/ffmpeg/|^node_modules',
    ),
    only(
      'media-plane',
      'mediasoup is the rooms’ business, and of the takes that record them.',
      'node_modules/mediasoup/',
      '^apps/api/src/(rooms|takes)/|^test/|^node_modules',
    ),
    only(
      'identity',
      'better-auth is confined to identity.',
      'node_modules/better-auth/',
      '^apps/api/src/identity/|^node_modules',
    ),
    {
      name: 'layers',
      comment: 'controller → service → repository: never back, and no repository past its service.',
      severity: 'error',
      from: { path: '^apps/api/src/.*\\.repository\\.ts$' },
      to: { path: '\\.(service|controller|gateway)\\.ts$' },
    },
    never(
      'service-below-controller',
      'A service knows no controller.',
      '\\.service\\.ts$',
      '\\.(controller|gateway)\\.ts$',
    ),
    never(
      'controller-asks-service',
      'A controller asks its service.',
      '\\.(controller|gateway)\\.ts$',
      '\\.repository\\.ts$',
    ),
    {
      name: 'own-repository',
      comment: 'Another feature only through its exported service.',
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/' },
      to: { path: '^apps/api/src/.*\\.repository\\.ts$', pathNot: '^apps/api/src/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
