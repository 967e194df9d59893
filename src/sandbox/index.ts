export type { Credentials } from './credentials.ts';
export type { Fault, FaultRule } from './faults.ts';
export type { Delivery } from './post-office.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
export type { SandboxSeed } from './seed.ts';
export type { ServedRequest } from './server.ts';
