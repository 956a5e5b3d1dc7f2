export { startTemporaryCluster as startPostgres } from '../../infra/bootstrap/postgres.ts';
export { freePort } from '../../infra/bootstrap/ports.ts';
