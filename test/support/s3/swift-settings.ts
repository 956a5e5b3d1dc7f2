import { userInfo } from 'node:os';

export type SwiftServer = 'proxy' | 'account' | 'container' | 'object';

export interface SwiftPorts extends Record<SwiftServer, number> {
  memcached: number;
}

export const credentials = { accessKeyId: 'lesblik:tester', secretAccessKey: 'testing' };

/** The files of a Swift that is one process of each kind, keeps everything below `folder` and takes no more than it needs. */
export function swiftSettings(folder: string, ports: SwiftPorts): Record<string, string> {
  const common = (port: number) => `
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${folder}/devices
mount_check = false
disable_fallocate = true
fallocate_reserve = 0
log_udp_host = 127.0.0.1
log_udp_port = 9
`;
  const storage = (kind: 'account' | 'container' | 'object') => `${common(ports[kind])}
[pipeline:main]
pipeline = healthcheck ${kind}-server

[app:${kind}-server]
use = egg:swift#${kind}

[filter:healthcheck]
use = egg:swift#healthcheck
`;
  return {
    'swift.conf': `
[swift-hash]
swift_hash_path_suffix = lesblik
swift_hash_path_prefix = lesblik

[storage-policy:0]
name = default
default = yes
`,
    'account-server.conf': storage('account'),
    'container-server.conf': storage('container'),
    'object-server.conf': storage('object'),
    'proxy-server.conf': `${common(ports.proxy)}
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth container-quotas slo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:gatekeeper]
use = egg:swift#gatekeeper

[filter:healthcheck]
use = egg:swift#healthcheck

[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${ports.memcached}

[filter:listing_formats]
use = egg:swift#listing_formats

[filter:bulk]
use = egg:swift#bulk

[filter:s3api]
use = egg:swift#s3api
max_upload_part_num = 10000
s3_acl = false

[filter:tempauth]
use = egg:swift#tempauth
user_lesblik_tester = ${credentials.secretAccessKey} .admin

[filter:container-quotas]
use = egg:swift#container_quotas

[filter:slo]
use = egg:swift#slo
max_manifest_segments = 10000
`,
  };
}
