import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const voices: Migration = {
  async up(db) {
    await sql`create table voices (
    repository_id bigint not null, number int not null, login text not null,
    primary key (repository_id, number, login))`.execute(db);
  },
};
