import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const theMainJob: Migration = {
  async up(db) {
    for (const statement of mainJob) await sql.raw(statement).execute(db);
  },
};

const mainJob = [
  `create table deliveries (
    seq bigserial primary key, guid text not null unique, installation_id bigint not null, event text not null,
    body text not null, received_at timestamptz not null, state text not null,
    attempts int not null default 0, run_at timestamptz not null, error text)`,
  `create index deliveries_waiting on deliveries (installation_id, seq) where state = 'waiting'`,
  `create table repositories (
    id bigint primary key, installation_id bigint not null, owner text not null, name text not null,
    visibility text not null, default_branch text not null, archived boolean not null,
    scope_id bigint, config_checked_at timestamptz, backfilled_at timestamptz)`,
  `create index repositories_scope on repositories (scope_id)`,
  `create index repositories_installation on repositories (installation_id, owner, name)`,
  `create table scopes (
    id bigint primary key, installation_id bigint not null, place text not null, config text, broken text,
    home_id bigint, since timestamptz not null)`,
  `create table issues (
    repository_id bigint not null, number int not null, title text not null, html_url text not null,
    author text not null, open boolean not null, state_reason text, labels jsonb not null,
    assignees jsonb not null, created_at timestamptz not null, updated_at timestamptz not null, gone text,
    primary key (repository_id, number))`,
  `create table history (
    repository_id bigint not null, number int not null, at timestamptz not null, source_id bigint not null,
    kind text not null, label text not null, reason text, open boolean, labels jsonb,
    primary key (repository_id, number, at, kind, label, source_id))`,
  `create table spells (
    repository_id bigint not null, number int not null, ordinal int not null, start timestamptz not null,
    "end" timestamptz, outcome text, paid_by jsonb not null, primary key (repository_id, number, ordinal))`,
  `create table debts (
    repository_id bigint not null, number int not null, owner text, given_at timestamptz,
    confirmed_at timestamptz, why text not null, started_at timestamptz, hands_off_until timestamptz,
    unassignable jsonb not null, withdrawing jsonb not null, commented boolean not null, primary key (repository_id, number))`,
  `create table last_given (
    scope_id bigint not null, login text not null, given_at timestamptz not null,
    primary key (scope_id, login))`,
  `create table shifts (
    scope_id bigint not null, rotation text not null, start timestamptz not null, "end" timestamptz not null,
    on_duty jsonb not null, primary key (scope_id, rotation, start))`,
  `create table roster_joins (
    scope_id bigint not null, rotation text not null, login text not null, joined_at timestamptz not null,
    primary key (scope_id, rotation, login))`,
  `create table timers (
    scope_id bigint not null, timer text not null, installation_id bigint not null,
    next_at timestamptz not null, primary key (scope_id, timer))`,
  `create index timers_next on timers (next_at)`,
  `create table periods (
    scope_id bigint not null, timer text not null, period text not null, claimed_at timestamptz not null,
    primary key (scope_id, timer, period))`,
  `create table posts (
    repository_id bigint not null, marker text not null, number int not null, comment_id bigint not null,
    body_hash text not null, primary key (repository_id, number, marker))`,
  `create table settles (
    installation_id bigint not null, key text not null, thing jsonb not null, rank int not null,
    seq bigserial, run_at timestamptz not null, attempts int not null default 0, error text,
    primary key (installation_id, key))`,
  `create table effects (
    id bigserial primary key, installation_id bigint not null, key text not null, target text not null,
    version int not null default 1, effect jsonb not null, state text not null,
    attempts int not null default 0, run_at timestamptz not null, created_at timestamptz not null, error text)`,
  `create unique index effects_pending on effects (installation_id, key) where state = 'pending'`,
];
