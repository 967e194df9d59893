export type { FaultRule } from './faults.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
export type { SandboxSeed } from './seed.ts';
