export type { GitHubRequest } from './github.ts';
export { createMetrics, type Metrics } from './metrics.ts';
