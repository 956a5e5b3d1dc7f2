import { request } from 'node:http';

/** As no program that tidies addresses would send them: they lead elsewhere, or nowhere. */
export const oddAddresses: readonly string[] = [
  ...['/api', '/api/', '/api//', '//api/me', '/api/./me', '/api/../api/me', '/api/%2e%2e/me', '/api/me/', '/api/ME'],
  ...['/api/recordings//comments', '/api/recordings/%2f/comments', '/api/recordings/..%2f..%2fme', '/api/me%00', '/%'],
  ...['/api/%', '/api/%ff', '/api/%c0%ae', '/api/me?%', '/api/me?a[b][c]=1&a=2&__proto__[x]=1', '/api/me#x', '/..%5c'],
  ...['/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fpackage.json', '/api/docs/..%2f'],
  ...['/.env', '/.git/config', '/package.json', '/api/auth', '/api/auth/', '/api/auth/%00', '/api/auth/sign-in/e%2fx'],
  ...['/api/uploads/%2e%2e', '/api/uploads/..%2f..%2fkeys', '/socket.io/?EIO=x', '/socket.io/?transport=polling&EIO=4'],
  ...['*', 'http://elders.example.org/api/me', `/api/${'a/'.repeat(3_000)}`, `/api/me?${'a=b&'.repeat(3_000)}`],
];

/** Sends the address as it is written. */
export const askedAt = (url: string, path: string, cookie: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, headers: { cookie }, timeout: 15_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer to ${path}`)));
    asked.on('error', reject);
    asked.end();
  });
